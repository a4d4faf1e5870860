import Glibc
import Synchronization

/// Listens on a free port of loopback and answers one connection after another with prepared texts.
final class LoopbackServer: Sendable {
    let port: Int
    private let path: String?
    private let job: Job
    private let thread: pthread_t

    private final class Job: Sendable {
        let listener: Int32
        let answers: [String]
        let requests = Mutex<[String]>([])

        init(_ listener: Int32, _ answers: [String]) {
            self.listener = listener
            self.answers = answers
        }

        func serve() {
            for answer in answers {
                let client = accept(listener, nil, nil)
                var request: [UInt8] = [], buffer = [UInt8](repeating: 0, count: 65536)
                while !String(decoding: request, as: UTF8.self).contains("\r\n\r\n") {
                    let count = recv(client, &buffer, buffer.count, 0)
                    guard count > 0 else { break }
                    request += buffer[..<count]
                }
                requests.withLock { $0.append(String(decoding: request, as: UTF8.self)) }
                _ = send(client, answer, answer.utf8.count, Int32(MSG_NOSIGNAL))
                shutdown(client, Int32(SHUT_WR))
                while recv(client, &buffer, buffer.count, 0) > 0 {}
                close(client)
            }
            close(listener)
        }
    }

    /// - Parameter path: a socket in the file system to listen on instead of a port; it is removed after use.
    convenience init(_ answers: [String], at path: String) throws {
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                _ = listen(listener, 4)
            }
        }
        self.init(answers, on: listener, port: 0, path: path)
    }

    convenience init(_ answers: [String]) throws {
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
        self.init(answers, on: listener, port: Int(UInt16(bigEndian: address.sin_port)), path: nil)
    }

    private init(_ answers: [String], on listener: Int32, port: Int, path: String?) {
        self.port = port
        self.path = path
        job = Job(listener, answers)
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { job in
                Unmanaged<Job>.fromOpaque(job!).takeRetainedValue().serve()
                return nil
            }, Unmanaged.passRetained(job).toOpaque())
        self.thread = thread
    }

    /// What the connections sent, once all answers are given.
    func received() -> [String] {
        pthread_join(thread, nil)
        if let path { unlink(path) }
        return job.requests.withLock { $0 }
    }
}
