import Glibc
import System

/// A name or address and a port to connect to.
struct RelayAddress: Sendable, Hashable {
    var host: String
    var port: Int

    init(_ host: String, _ port: Int) {
        self.host = host
        self.port = port
    }

    /// `HOST:PORT`
    init?(_ text: some StringProtocol, port: Int? = nil) {
        guard let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") else {
            guard let port, !text.isEmpty else { return nil }
            self.init(String(text), port)
            return
        }
        guard let number = Int(text[text.index(after: colon)...]), (1...65535).contains(number) else { return nil }
        self.init(String(text[..<colon]), number)
    }

    /// Of an http or https URI.
    init?(uri: String) {
        guard let scheme = uri.firstRange(of: "://") else { return nil }
        let authority = uri[scheme.upperBound...].prefix { $0 != "/" }
        let place = authority.split(separator: "@").last ?? authority
        self.init(place, port: uri.hasPrefix("https") ? 443 : 80)
    }

    /// Connects, in the network namespace of this thread.
    func connect() throws(HostError) -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let failure = getaddrinfo(host, "\(port)", &hints, &found)
        guard failure == 0 else { throw HostError("cannot resolve \(host): \(String(cString: gai_strerror(failure)))") }
        defer { freeaddrinfo(found) }
        var next = found, code = ECONNREFUSED
        while let info = next {
            let socket = Glibc.socket(
                info.pointee.ai_family, info.pointee.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
            if socket >= 0 {
                if Glibc.connect(socket, info.pointee.ai_addr, info.pointee.ai_addrlen) == 0 { return socket }
                code = errno
                close(socket)
            }
            next = info.pointee.ai_next
        }
        throw .last("cannot connect to \(host):\(port)", code)
    }

    /// Listens, in the network namespace of this thread; `host` is numeric.
    func listen(datagrams: Bool = false) throws(HostError) -> Int32 {
        guard let address = SocketAddress(numeric: host, port: port) else { throw HostError("\(host) is no address") }
        let kind = (datagrams ? SOCK_DGRAM : SOCK_STREAM).rawValue | SOCK_CLOEXEC.rawValue
        let socket = Glibc.socket(address.family, Int32(kind), 0)
        guard socket >= 0 else { throw .last("cannot listen on \(host):\(port)", errno) }
        var on: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        guard address.withPointer({ bind(socket, $0, $1) }) == 0, datagrams || Glibc.listen(socket, 128) == 0 else {
            let code = errno
            close(socket)
            throw .last("cannot listen on \(host):\(port)", code)
        }
        return socket
    }
}
