import Glibc
import Synchronization
import Values

/// The background program of one job: reads a request, runs it, leaves the result in the job's file.
public struct JobRunner: Sendable {
    static let word = "job"

    private let file: JobFile
    private let id: String
    private let limit: Int

    /// Nil where the program was not started as a job: `PROGRAM job FILE ID SECONDS`.
    public init?(_ arguments: [String]) {
        guard arguments.count == 5, arguments[1] == Self.word, let limit = Int(arguments[4]) else { return nil }
        file = JobFile(path: arguments[2])
        id = arguments[3]
        self.limit = limit
    }

    /// Where the job's file stands: the user's own directory for jobs, on this machine even where the agent is installed
    /// for all users.
    public var directory: String {
        String(file.path[..<(file.path.lastIndex(of: "/") ?? file.path.startIndex)])
    }

    /// Runs the job and ends the program.
    public func runToEnd(_ handler: @escaping AgentServer.Handler) -> Never {
        BrokenPipes.ignore()
        umask(0o022)
        guard let request = request() else {
            leave(["failed": true, "msg": "the job's task could not be read", "ansible_job_id": .string(id)])
        }
        let hasEnded = Mutex(false)
        let end = { @Sendable (result: Dict) in
            let isFirst = hasEnded.withLock { ended in
                defer { ended = true }
                return !ended
            }
            if isFirst { leave(result) }
        }
        let work = Task(executorPreference: BlockingPool.shared) {
            end(await handler(request, LocalContentStore(request.contents)))
        }
        if limit > 0 {
            SystemThread.require {
                var left = UInt32(limit)
                while left > 0 { left = sleep(left) }
                work.cancel()
                // What the job ran has a moment to end; Ansible's wrapper leaves as much.
                sleep(1)
                end(["msg": "Timeout exceeded", "failed": true, "child_pid": .int(Int(getpid()))])
            }
        }
        while true { pause() }
    }

    private func leave(_ result: Dict) -> Never {
        try? file.write(result)
        exit(0)
    }

    private func request() -> TaskRequest? {
        var decoder = MessageDecoder(from: .controller)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = retrying { read(STDIN_FILENO, &buffer, buffer.count) }
            guard count > 0 else { break }
            decoder.append(buffer[..<count])
        }
        guard case .run(_, var request)? = try? decoder.next() else { return nil }
        for name in request.contents.keys.sorted() {
            var bytes: [UInt8] = []
            pieces: while true {
                switch try? decoder.next() {
                case .content(_, let piece)?: bytes += piece
                case .contentEnd(_, nil)?: break pieces
                default: return nil
                }
            }
            request.contents[name] = Content(bytes)
        }
        return request
    }
}
