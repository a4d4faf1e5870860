#if canImport(Glibc)
    import Glibc
#endif

extension String {
    /// Whether `part` stands in it, byte for byte.
    public func containsBytes(of part: String) -> Bool { firstByteOffset(of: part) != nil }

    /// The byte offset at or after `start` where `part` stands first, byte for byte; nil where it does not.
    public func firstByteOffset(of part: String, from start: Int = 0) -> Int? {
        var text = self
        var part = part
        return text.withUTF8 { bytes -> Int? in
            part.withUTF8 { wanted -> Int? in
                guard start <= bytes.count else { return nil }
                guard let pattern = wanted.baseAddress, !wanted.isEmpty else { return start }
                guard let base = bytes.baseAddress else { return nil }
                var place = start
                while place + wanted.count <= bytes.count {
                    let left = bytes.count - wanted.count - place + 1
                    guard let found = memchr(base + place, Int32(pattern[0]), left) else { return nil }
                    place = UnsafeRawPointer(found) - UnsafeRawPointer(base)
                    if memcmp(base + place, pattern, wanted.count) == 0 { return place }
                    place += 1
                }
                return nil
            }
        }
    }
}
