import Glibc

/// Passing bytes between sockets, on a thread that may block.
enum Splice {
    /// Sends all of `bytes`; false where the other side takes no more.
    @discardableResult
    static func send(_ socket: Int32, _ bytes: some Collection<UInt8>) -> Bool {
        let bytes = Array(bytes)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress! + done, bytes.count - done, Int32(MSG_NOSIGNAL))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }

    /// What comes next, at most 64 KiB; nil at the end.
    static func receive(_ socket: Int32) -> [UInt8]? {
        while true {
            var failed = false
            let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                let got = recv(socket, buffer.baseAddress, buffer.count, 0)
                failed = got < 0
                count = max(0, got)
            }
            if failed && errno == EINTR { continue }
            return bytes.isEmpty ? nil : bytes
        }
    }

    /// Passes bytes both ways until both sides have said all.
    static func join(_ a: Int32, _ b: Int32) {
        var polled = [
            pollfd(fd: a, events: Int16(POLLIN), revents: 0), pollfd(fd: b, events: Int16(POLLIN), revents: 0),
        ]
        let others = [b, a]
        while polled.contains(where: { $0.fd >= 0 }) {
            guard poll(&polled, 2, -1) > 0 || errno == EINTR else { return }
            for index in 0..<2 where polled[index].fd >= 0 && polled[index].revents != 0 {
                guard let bytes = receive(polled[index].fd) else {
                    shutdown(others[index], Int32(SHUT_WR))
                    polled[index].fd = -1
                    continue
                }
                guard send(others[index], bytes) else { return }
            }
        }
    }
}
