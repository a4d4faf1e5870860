import Glibc

/// Bytes that stand on the controller and that a task may need on its target.
public struct Content: Sendable {
    public enum Source: Sendable {
        case bytes([UInt8])
        /// A file on the controller, read when it is asked for.
        case file(String)
        /// Stays with the controller until it is asked for by name.
        case remote
    }

    /// Contents up to this many bytes travel with the request.
    public static let inlineLimit = 64 << 10
    static let pieceSize = 128 << 10

    /// In bytes.
    public let size: Int
    /// SHA-1 in lower-case hexadecimal, as Ansible's `checksum` results have it.
    public let sha1: String
    public let source: Source

    init(size: Int, sha1: String, source: Source) {
        self.size = size
        self.sha1 = sha1
        self.source = source
    }

    public init(_ bytes: [UInt8]) {
        self.init(size: bytes.count, sha1: Digest.hex(.sha1, bytes), source: .bytes(bytes))
    }

    /// A file of the controller; a small one is read at once, a large one only digested.
    public init(file path: String) throws(SystemError) {
        let file = try Descriptor(open: path, O_RDONLY)
        guard try file.info(path).kind != .directory else { throw SystemError(errno: EISDIR, "read \(path)") }
        var digest = Digest(.sha1)
        var kept: [UInt8] = []
        var size = 0
        var piece: [UInt8] = []
        while try file.read(Self.pieceSize, into: &piece, path) > 0 {
            digest.update(piece)
            size += piece.count
            if size <= Self.inlineLimit { kept += piece }
            piece.removeAll(keepingCapacity: true)
        }
        self.init(
            size: size, sha1: digest.finish(), source: size <= Self.inlineLimit ? .bytes(kept) : .file(path))
    }

    /// Hands the content over in pieces, in order. Nothing for one that is remote.
    public func pieces<Failure: Error>(
        _ body: (_ piece: [UInt8]) async throws(Failure) -> Void, failed: (SystemError) -> Failure
    ) async throws(Failure) {
        switch source {
        case .remote: return
        case .bytes(let bytes):
            for start in stride(from: 0, to: bytes.count, by: Self.pieceSize) {
                try await body(Array(bytes[start..<min(start + Self.pieceSize, bytes.count)]))
            }
        case .file(let path):
            let file: Descriptor
            do throws(SystemError) {
                file = try Descriptor(open: path, O_RDONLY)
            } catch {
                throw failed(error)
            }
            while true {
                var piece: [UInt8] = []
                do throws(SystemError) {
                    guard try file.read(Self.pieceSize, into: &piece, path) > 0 else { return }
                } catch {
                    throw failed(error)
                }
                try await body(piece)
            }
        }
    }
}
