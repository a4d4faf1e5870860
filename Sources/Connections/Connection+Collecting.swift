import Synchronization
public import System

extension Connection {
    /// The content of a file there; fails with EFBIG above `limit` bytes.
    public func fetch(_ path: String, limit: Int = 1 << 30) async throws(ConnectionError) -> [UInt8] {
        let bytes = Mutex<[UInt8]>([])
        try await fetch(path, limit: limit + 1) { piece in bytes.withLock { $0 += piece } }
        let whole = bytes.withLock { $0 }
        guard whole.count <= limit else {
            throw ConnectionError(.unsupported, SystemError(errno: 27, "read \(path)").description)
        }
        return whole
    }
}
