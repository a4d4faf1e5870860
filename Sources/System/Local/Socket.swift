import Glibc

/// A connected stream or datagram socket; every wait has an end.
struct Socket: ~Copyable {
    let number: Int32

    deinit { _ = Glibc.close(number) }

    /// Connects to a Unix socket.
    init(unix path: String, type: __socket_type = SOCK_STREAM) throws(SystemError) {
        guard let address = SocketAddress(unix: path) else { throw SystemError(errno: ENAMETOOLONG, "connect \(path)") }
        try self.init(address, type: type, timeout: 10, "connect \(path)")
    }

    /// Connects within `timeout` seconds.
    init(
        _ address: SocketAddress, type: __socket_type = SOCK_STREAM, timeout: Double, _ operation: String
    ) throws(SystemError) {
        let flags = Int32(type.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        number = socket(address.family, flags, 0)
        guard number >= 0 else { throw .last(operation) }
        let connected = address.withPointer { connect(number, $0, $1) }
        if connected == 0 { return }
        guard errno == EINPROGRESS || errno == EAGAIN else { throw .last(operation) }
        try wait(POLLOUT, until: Clock.monotonic + timeout, operation)
        var failure: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(number, SOL_SOCKET, SO_ERROR, &failure, &size)
        guard failure == 0 else { throw SystemError(errno: failure, operation) }
    }

    /// Waits for poll(2)'s `events` or for the deadline, which throws ETIMEDOUT.
    func wait(_ events: Int32, until deadline: Double, _ operation: String) throws(SystemError) {
        var polled = pollfd(fd: number, events: Int16(events), revents: 0)
        while true {
            let left = max(0, deadline - Clock.monotonic)
            // In slices, so that a cancelled task does not stay for the whole of a long time-out.
            let ready = retrying { poll(&polled, 1, Int32(min(left * 1000 + 1, 200))) }
            if ready > 0 { return }
            guard ready == 0 else { throw .last(operation) }
            guard left > 0 else { throw SystemError(code: ETIMEDOUT, operation: operation, reason: "timed out") }
            guard !Task.isCancelled else {
                throw SystemError(code: ECANCELED, operation: operation, reason: "cancelled")
            }
        }
    }

    /// At most `count` bytes as soon as there are any; none at the end. Waits `timeout` seconds.
    func read(_ count: Int, timeout: Double, _ operation: String) throws(SystemError) -> [UInt8] {
        let deadline = Clock.monotonic + timeout
        while true {
            try wait(POLLIN, until: deadline, operation)
            var failed = false
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                let got = retrying { recv(number, buffer.baseAddress, count, 0) }
                filled = max(0, got)
                failed = got < 0
            }
            if !failed { return bytes }
            guard errno == EAGAIN else { throw .last(operation) }
        }
    }

    /// Sends all of `bytes`; each piece waits at most `timeout` seconds.
    func write(_ bytes: [UInt8], timeout: Double, _ operation: String) throws(SystemError) {
        var sent = 0
        while sent < bytes.count {
            try wait(POLLOUT, until: Clock.monotonic + timeout, operation)
            let start = sent
            let count = bytes.withUnsafeBytes { buffer in
                retrying {
                    send(number, buffer.baseAddress! + start, buffer.count - start, Int32(MSG_NOSIGNAL))
                }
            }
            guard count >= 0 || errno == EAGAIN else { throw .last(operation) }
            sent += max(0, count)
        }
    }
}
