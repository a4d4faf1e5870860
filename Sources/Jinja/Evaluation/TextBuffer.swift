import Values

#if canImport(Glibc)
    import Glibc
#endif

/// Text that only grows at its end.
///
/// Raw memory, because every piece of every template's output goes through it: appending to a string asks for its form
/// and its room anew each time.
struct TextBuffer: ~Copyable {
    /// How many UTF-8 bytes it holds.
    private(set) var count = 0
    private var capacity = 0
    private var bytes: UnsafeMutablePointer<UInt8>?

    deinit { free(bytes) }

    var text: String { String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self) }

    @inline(__always)
    mutating func append(_ piece: String) {
        let isDone: Void? = piece.utf8.withContiguousStorageIfAvailable { append($0) }
        if isDone == nil { Array(piece.utf8).withUnsafeBufferPointer { append($0) } }
    }

    /// Forgets what comes after the first `length` bytes, which end with a whole letter.
    mutating func cut(to length: Int) { count = min(count, length) }

    /// Appends a number in base ten.
    mutating func append(_ number: Int) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var magnitude = number.magnitude
            var start = digits.count
            repeat {
                let (rest, digit) = magnitude.quotientAndRemainder(dividingBy: 10)
                start -= 1
                digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
                magnitude = rest
            } while magnitude > 0
            if number < 0 {
                start -= 1
                digits[start] = UInt8(ascii: "-")
            }
            append(UnsafeBufferPointer(rebasing: digits[start...]))
        }
    }

    /// Appends UTF-8 text.
    @inline(__always)
    mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
        reserve(piece.count)
        guard let start = piece.baseAddress, let bytes else { return }
        memcpy(bytes + count, start, piece.count)
        count &+= piece.count
    }

    @inline(__always)
    private mutating func reserve(_ room: Int) {
        if capacity &- count < room { grow(room) }
    }

    @inline(never)
    private mutating func grow(_ room: Int) {
        capacity = max(64, capacity * 2, count + room)
        guard let larger = realloc(bytes, capacity) else { fatalError("out of memory: \(capacity) bytes of text") }
        bytes = larger.assumingMemoryBound(to: UInt8.self)
    }
}
