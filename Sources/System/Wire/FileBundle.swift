/// Files as one run of bytes: for each the length of its path, the path, the length of its content, the content; both
/// lengths are four bytes, little-endian.
public struct FileBundle: Sendable {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    /// Adds a file; `path` is relative and has no `..`.
    public mutating func add(_ path: String, _ content: [UInt8]) {
        append(UInt32(truncatingIfNeeded: path.utf8.count))
        bytes += path.utf8
        append(UInt32(truncatingIfNeeded: content.count))
        bytes += content
    }

    private mutating func append(_ length: UInt32) {
        withUnsafeBytes(of: length.littleEndian) { bytes += $0 }
    }
}
