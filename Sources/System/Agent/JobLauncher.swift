import Glibc
public import Values

/// Starts background jobs: hands the request to a program of its own, which outlives this one.
public struct JobLauncher: Sendable {
    /// The agent's program, called with ``JobRunner``'s arguments.
    private let program: String

    /// In the answer, the job's process group, for who is to end it.
    public static let group: Value = "_swiftplay_group"

    public init(program: String) { self.program = program }

    /// Starts `request`, which has a job, and gives what `async_wrapper` answers: `ansible_job_id`, `results_file`.
    public func start(_ request: TaskRequest, contents: any ContentStore) async -> Dict {
        guard let job = request.job else { return TaskResponse.failure("The task is no job.").result }
        let id = "\(job.id).\(getpid())"
        do throws(SystemError) {
            let file = JobFile(path: "\(try await JobFile.directory(job.directory))/\(id)")
            try file.begin(id: id)
            let group = try BackgroundProgram.start(
                [program, JobRunner.word, file.path, id, String(job.limit)],
                input: try await frames(request, contents),
                environment: ProcessEnvironment.current)
            return [
                "failed": false, "started": true, "finished": false, "ansible_job_id": .string(id),
                "results_file": .string(file.path), "changed": true, Self.group: .int(Int(group)),
            ]
        } catch {
            return TaskResponse.failure("could not start the job: \(error)").result
        }
    }

    /// The request, and behind it all its contents by name, as nobody can be asked for them later.
    private func frames(_ request: TaskRequest, _ contents: any ContentStore) async throws(SystemError) -> [UInt8] {
        var request = request
        request.job = nil
        var messages: [Message] = []
        for (name, content) in request.contents.sorted(by: { $0.key < $1.key }) {
            try await contents.pieces(
                of: name, { (piece) async throws(SystemError) in messages.append(.content(id: 0, piece)) },
                failed: { $0 })
            messages.append(.contentEnd(id: 0, failure: nil))
            request.contents[name] = Content(size: content.size, sha1: content.sha1, source: .remote)
        }
        messages.insert(.run(id: 0, request), at: 0)
        do throws(WireError) {
            var bytes: [UInt8] = []
            for message in messages { bytes += try message.frame() }
            return bytes
        } catch {
            throw SystemError(code: 0, operation: "send the task", reason: "\(error)")
        }
    }
}
