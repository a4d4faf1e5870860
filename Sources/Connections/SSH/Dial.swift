import Glibc
import System

/// A TCP connection to a server: names are resolved and connections tried on a thread that may block.
struct Dial: Sendable {
    let host: String
    let port: Int
    let timeout: Double
    /// `inet` or `inet6`, where only such addresses are meant.
    var family: String?
    /// The address of this machine to connect from.
    var source: String?

    /// A connected socket that does not block; it is the caller's.
    func connect() async throws(ConnectionError) -> Int32 {
        let result = await Task(executorPreference: BlockingPool.shared) { () async -> Result<Int32, ConnectionError> in
            do throws(ConnectionError) { return .success(try attempt()) } catch { return .failure(error) }
        }.value
        return try result.get()
    }

    private func attempt() throws(ConnectionError) -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV
        hints.ai_family = family == "inet" ? AF_INET : family == "inet6" ? AF_INET6 : AF_UNSPEC
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &list)
        guard status == 0 else {
            let reason = String(cString: gai_strerror(status))
            throw .ssh(.connect, "ssh: Could not resolve hostname \(host): \(reason)")
        }
        defer { freeaddrinfo(list) }
        let deadline = Clock.monotonic + timeout
        var failure = ECONNREFUSED
        var address = list
        while let found = address {
            switch open(found.pointee, until: deadline) {
            case .success(let descriptor): return descriptor
            case .failure(let code): failure = code.number
            }
            address = found.pointee.ai_next
        }
        let reason = String(cString: strerror(failure))
        throw .ssh(
            failure == ETIMEDOUT ? .timeout : .connect, "ssh: connect to host \(host) port \(port): \(reason)")
    }

    private struct Errno: Error { let number: Int32 }

    private func open(_ address: addrinfo, until deadline: Double) -> Result<Int32, Errno> {
        let flags = Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(address.ai_family, address.ai_socktype | flags, address.ai_protocol)
        guard descriptor >= 0 else { return .failure(Errno(number: errno)) }
        func failed(_ code: Int32) -> Result<Int32, Errno> {
            close(descriptor)
            return .failure(Errno(number: code))
        }
        if let source, let code = bind(descriptor, to: source, family: address.ai_family) { return failed(code) }
        if Glibc.connect(descriptor, address.ai_addr, address.ai_addrlen) != 0 {
            guard errno == EINPROGRESS else { return failed(errno) }
            var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            while true {
                let left = deadline - Clock.monotonic
                guard left > 0 else { return failed(ETIMEDOUT) }
                let ready = poll(&polled, 1, Int32(min(left * 1000 + 1, 1e6)))
                if ready > 0 { break }
                if ready < 0 && errno != EINTR { return failed(errno) }
            }
            var code: Int32 = 0
            var size = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
            guard code == 0 else { return failed(code) }
        }
        // A request is one small frame: it must not wait for the answer to the one before.
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        return .success(descriptor)
    }

    /// The errno where the socket cannot have that address.
    private func bind(_ descriptor: Int32, to source: String, family: Int32) -> Int32? {
        var hints = addrinfo()
        hints.ai_family = family
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(source, nil, &hints, &list) == 0, let found = list?.pointee else { return EADDRNOTAVAIL }
        defer { freeaddrinfo(list) }
        return Glibc.bind(descriptor, found.ai_addr, found.ai_addrlen) == 0 ? nil : errno
    }
}
