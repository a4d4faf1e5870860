import Glibc
import Synchronization

/// Answers one connection after another with prepared texts, and keeps what it was sent.
public final class LoopbackServer: Sendable {
    public let port: Int
    private let path: String?
    private let job: Job
    private let thread: WaitingThread
    private let isOver = Mutex(false)

    private final class Job: Sendable {
        let listener: Int32
        let answers: [String]
        let speaksFirst: Bool
        let requests = Mutex<[String]>([])

        init(_ listener: Int32, _ answers: [String], speaksFirst: Bool) {
            self.listener = listener
            self.answers = answers
            self.speaksFirst = speaksFirst
        }

        func serve() {
            for answer in answers {
                let client = accept(listener, nil, nil)
                var request: [UInt8] = []
                var buffer = [UInt8](repeating: 0, count: 65536)
                func readMore() -> Bool {
                    let count = recv(client, &buffer, buffer.count, 0)
                    request += buffer[..<max(0, count)]
                    return count > 0
                }
                if !speaksFirst {
                    while !String(decoding: request, as: UTF8.self).contains("\r\n\r\n"), readMore() {}
                }
                _ = send(client, answer, answer.utf8.count, Int32(MSG_NOSIGNAL))
                shutdown(client, Int32(SHUT_WR))
                while readMore() {}
                close(client)
                requests.withLock { $0.append(String(decoding: request, as: UTF8.self)) }
            }
            close(listener)
        }
    }

    /// - Parameters:
    ///   - path: a socket in the file system to listen on instead of a port; it is removed after use.
    ///   - speaksFirst: whether it answers before it was asked, as servers with a banner do.
    public init(_ answers: [String], at path: String? = nil, speaksFirst: Bool = false) {
        let socket = path.map { LoopbackSocket(at: $0) } ?? LoopbackSocket()
        port = socket.port
        self.path = path
        let job = Job(socket.descriptor, answers, speaksFirst: speaksFirst)
        self.job = job
        thread = WaitingThread { job.serve() }
    }

    /// What each connection sent, once all answers are given.
    public func received() -> [String] {
        let isFirst = isOver.withLock { isOver in
            defer { isOver = true }
            return !isOver
        }
        if isFirst { thread.join() }
        if let path { unlink(path) }
        return job.requests.withLock { $0 }
    }
}
