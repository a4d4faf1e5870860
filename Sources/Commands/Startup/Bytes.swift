import Glibc

/// The content of a file, read and written as a whole.
typealias Bytes = [UInt8]

extension Bytes {
    /// The whole content of a file; nil where it cannot be read.
    static func ofFile(_ path: String) -> Bytes? {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return rest(of: descriptor)
    }

    /// Everything that is still to be read; nil where that fails.
    static func rest(of descriptor: Int32) -> Bytes? {
        var bytes: Bytes = []
        var buffer = Bytes(repeating: 0, count: 65536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0 { return nil }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// Replaces the content of a file; false where that fails, with `errno` saying why.
    ///
    /// - Parameter mode: of a file that was not there.
    func write(to path: String, mode: mode_t = 0o666) -> Bool {
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return write(to: descriptor)
    }

    func write(to descriptor: Int32) -> Bool {
        var rest = self[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
