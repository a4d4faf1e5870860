import Glibc

extension LocalSystem {
    public func digest(_ path: String, _ algorithm: DigestAlgorithm) async throws(SystemError) -> String {
        let file = try Descriptor(open: path, O_RDONLY)
        var digest = Digest(algorithm)
        var buffer: [UInt8] = []
        while true {
            buffer.removeAll(keepingCapacity: true)
            guard try file.read(1 << 17, into: &buffer, path) > 0 else { return digest.finish() }
            digest.update(buffer)
        }
    }
}
