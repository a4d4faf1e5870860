import Glibc

/// Where a response's body goes: memory, up to a limit, or a file.
struct BodySink: ~Copyable {
    private(set) var bytes: [UInt8] = []
    private let file: Descriptor?
    private let path: String
    private let limit: Int

    /// `path` nil keeps the body in memory.
    init(path: String?, limit: Int, _ operation: String) throws(SystemError) {
        self.path = path ?? operation
        self.limit = limit
        if let path {
            file = try Descriptor(open: path, O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600)
        } else {
            file = nil
        }
    }

    mutating func write(_ piece: [UInt8]) throws(SystemError) {
        if file != nil { return try file!.write(piece, path) }
        guard bytes.count + piece.count <= limit else { throw SystemError(errno: EFBIG, path) }
        bytes += piece
    }
}
