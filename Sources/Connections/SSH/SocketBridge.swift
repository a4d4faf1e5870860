import Glibc

/// A socket whose other end is a channel: what lets a session run through another session or a program.
actor SocketBridge {
    private let channel: any ByteChannel
    private let loop: PollThread
    private let inner: Int32
    private nonisolated let outer: Int32
    /// What the channel runs through; it stays as long as this.
    private let carrier: (any Sendable)?

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(_ channel: any ByteChannel, carrier: (any Sendable)?, on loop: PollThread) throws(ConnectionError) {
        var ends: [Int32] = [-1, -1]
        let flags = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        guard socketpair(AF_UNIX, flags, 0, &ends) == 0 else {
            throw .ssh(.connect, "socketpair: \(String(cString: strerror(errno)))")
        }
        (inner, outer) = (ends[0], ends[1])
        self.channel = channel
        self.carrier = carrier
        self.loop = loop
    }

    /// Begins to pass bytes; gives the end for the session, whose it is from then on.
    nonisolated func start() -> Int32 {
        Task { await self.passOut() }
        Task { await self.passIn() }
        return outer
    }

    private func passOut() async {
        var buffer = [UInt8](repeating: 0, count: 1 << 15)
        while true {
            let count = recv(inner, &buffer, buffer.count, 0)
            if count < 0 && errno == EAGAIN {
                guard await loop.wait(inner, read: true) else { break }
                continue
            }
            guard count > 0, (try? await channel.write(Array(buffer[0..<count]))) != nil else { break }
        }
        await channel.close()
        shutdown(inner, Int32(SHUT_RDWR))
    }

    private func passIn() async {
        reading: while let event = try? await channel.next() {
            switch event {
            case .error: continue
            case .end: break reading
            case .output(let bytes):
                var sent = 0
                while sent < bytes.count {
                    let start = sent
                    let count = bytes.withUnsafeBytes {
                        send(inner, $0.baseAddress! + start, $0.count - start, Int32(MSG_NOSIGNAL))
                    }
                    if count >= 0 {
                        sent += count
                    } else if errno != EAGAIN {
                        break reading
                    } else if await !loop.wait(inner, write: true) {
                        break reading
                    }
                }
            }
        }
        shutdown(inner, Int32(SHUT_RDWR))
    }

    deinit { close(inner) }
}
