import Glibc
import Synchronization

/// Listens on a free port of loopback, answers one connection with prepared bytes, and keeps what it was sent.
final class OneShotServer: Sendable {
    let port: Int
    private let thread: pthread_t
    private let finished = Mutex(false)

    private final class Job: Sendable {
        let listener: Int32
        let answer: [UInt8]
        let request = Mutex<[UInt8]>([])
        init(_ listener: Int32, _ answer: [UInt8]) {
            self.listener = listener
            self.answer = answer
        }

        func serve() {
            let client = accept(listener, nil, nil)
            close(listener)
            var buffer = [UInt8](repeating: 0, count: 65536)
            // A client that waits for a banner sends nothing.
            var polled = pollfd(fd: client, events: Int16(POLLIN), revents: 0)
            if !answer.starts(with: Array("SSH".utf8)), poll(&polled, 1, 5000) > 0 {
                let count = recv(client, &buffer, buffer.count, 0)
                request.withLock { $0 += buffer[0..<max(0, count)] }
            }
            _ = send(client, answer, answer.count, Int32(MSG_NOSIGNAL))
            shutdown(client, Int32(SHUT_WR))
            while recv(client, &buffer, buffer.count, 0) > 0 {}
            close(client)
        }
    }

    private let job: Job

    init(answer: [UInt8]) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(listener, $0, size)
                _ = listen(listener, 4)
                _ = getsockname(listener, $0, &size)
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        job = Job(listener, answer)
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { job in
                Unmanaged<Job>.fromOpaque(job!).takeRetainedValue().serve()
                return nil
            }, Unmanaged.passRetained(job).toOpaque())
        self.thread = thread
    }

    /// What the one connection sent, once it is over.
    func received() -> String {
        let isFirst = finished.withLock { finished in
            defer { finished = true }
            return !finished
        }
        if isFirst { pthread_join(thread, nil) }
        return String(decoding: job.request.withLock { $0 }, as: UTF8.self)
    }
}
