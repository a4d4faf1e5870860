#if canImport(Glibc)
    import Glibc
#endif

extension String {
    /// Whether every scalar is ASCII, so that bytes and code points are the same thing.
    public var isASCII: Bool {
        utf8.withContiguousStorageIfAvailable { bytes in
            var mask: UInt8 = 0
            for byte in bytes { mask |= byte }
            return mask < 0x80
        } ?? utf8.allSatisfy { $0 < 0x80 }
    }

    /// Python's `len()`: how many code points.
    public var codePointCount: Int {
        utf8.withContiguousStorageIfAvailable { bytes in
            var count = 0
            for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
            return count
        } ?? unicodeScalars.count
    }

    /// Byte for byte equality: Python's `==`, where Swift's takes canonically equivalent strings for equal.
    @inlinable @inline(__always)
    public func hasSameScalars(as other: String) -> Bool {
        if isTriviallyIdentical(to: other) { return true }
        return utf8.count == other.utf8.count && hasSameBytes(as: other)
    }

    /// The same where both are equally long.
    @usableFromInline @inline(never)
    func hasSameBytes(as other: String) -> Bool {
        // Swift's comparison is the fast one, and what it calls different is different.
        guard self == other else { return false }
        let same = utf8.withContiguousStorageIfAvailable { a in
            other.utf8.withContiguousStorageIfAvailable { b in
                a.isEmpty || memcmp(a.baseAddress!, b.baseAddress!, a.count) == 0
            }
        }
        return (same ?? nil) ?? utf8.elementsEqual(other.utf8)
    }

    /// Whether both are the same bytes in place or share their storage: what can be seen without looking at any text.
    @inlinable @inline(__always)
    public func isTriviallyIdentical(to other: String) -> Bool {
        let (a, b) = (unsafeBitCast(self, to: (UInt64, UInt64).self), unsafeBitCast(other, to: (UInt64, UInt64).self))
        return a.0 == b.0 && a.1 == b.1
    }

    /// Python's `<` of strings: by code points, which is the order of UTF-8 bytes.
    public func precedes(_ other: String) -> Bool {
        let precedes = utf8.withContiguousStorageIfAvailable { a in
            other.utf8.withContiguousStorageIfAvailable { b in
                let shared = min(a.count, b.count)
                let order = shared == 0 ? 0 : memcmp(a.baseAddress!, b.baseAddress!, shared)
                return order == 0 ? a.count < b.count : order < 0
            }
        }
        return (precedes ?? nil) ?? utf8.lexicographicallyPrecedes(other.utf8)
    }

    /// The code point at `offset`, which must lie in the string.
    func codePoint(at offset: Int, ascii: Bool) -> String {
        if ascii {
            return String(unicodeScalars[utf8.index(startIndex, offsetBy: offset)])
        }
        return String(unicodeScalars[unicodeScalars.index(startIndex, offsetBy: offset)])
    }

    /// Its code points, each as a string.
    public var codePoints: [String] { unicodeScalars.map { String($0) } }
}
