public import Glibc

/// An address to connect to: IPv4, IPv6 or a Unix socket's path.
public struct SocketAddress: Sendable {
    private let storage: sockaddr_storage
    private let length: socklen_t

    public var family: Int32 { Int32(storage.ss_family) }

    /// A numeric IPv4 or IPv6 address (with `%zone` or not); nil for anything else.
    public init?(numeric host: String, port: Int) {
        guard let port = UInt16(exactly: port) else { return nil }
        var storage = sockaddr_storage()
        var four = in_addr(), six = in6_addr()
        if inet_pton(AF_INET, host, &four) == 1 {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr = four
            withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: address, as: sockaddr_in.self) }
            length = socklen_t(MemoryLayout<sockaddr_in>.size)
        } else {
            let parts = host.split(separator: "%", maxSplits: 1)
            guard let bare = parts.first, inet_pton(AF_INET6, String(bare), &six) == 1 else { return nil }
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = port.bigEndian
            address.sin6_addr = six
            if parts.count == 2 { address.sin6_scope_id = UInt32(parts[1]) ?? if_nametoindex(String(parts[1])) }
            withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: address, as: sockaddr_in6.self) }
            length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        }
        self.storage = storage
    }

    /// nil where the path is too long for one.
    public init?(unix path: String) {
        var storage = sockaddr_storage()
        storage.ss_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout<sockaddr_un>.size - MemoryLayout<sa_family_t>.size
        guard path.utf8.count < room else { return nil }
        withUnsafeMutableBytes(of: &storage) {
            for (index, byte) in path.utf8.enumerated() { $0[MemoryLayout<sa_family_t>.size + index] = byte }
        }
        self.storage = storage
        length = socklen_t(MemoryLayout<sockaddr_un>.size)
    }

    /// Hands the address over as the socket calls take it.
    public func withPointer<R>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
        withUnsafePointer(to: storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }
}
