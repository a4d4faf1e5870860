import Glibc
import System
import Values

/// A background job whose module runs here: its file is kept on the host as the agent keeps it.
struct ControllerJob<Base: System>: Sendable {
    private let system: Base
    private let path: String
    private let id: String
    private let limit: Int

    /// Makes the job's file.
    static func begin(_ job: JobRequest, on system: Base) async throws(SystemError) -> ControllerJob {
        var directory = job.directory
        if directory == "~" || directory.hasPrefix("~/") {
            directory = (try await system.environment()["HOME"] ?? "/") + directory.dropFirst()
        }
        let id = "\(job.id).\(getpid())"
        try await make(directory, on: system)
        let started = ControllerJob(system: system, path: "\(directory)/\(id)", id: id, limit: job.limit)
        try await started.write(["started": true, "finished": false, "ansible_job_id": .string(id)])
        return started
    }

    /// Makes a directory and those above it, for this user alone.
    private static func make(_ directory: String, on system: Base) async throws(SystemError) {
        guard try await system.info(directory, follow: true) == nil else { return }
        if let slash = directory.lastIndex(of: "/"), slash > directory.startIndex {
            try await make(String(directory[..<slash]), on: system)
        }
        try await system.makeDirectory(directory, mode: 0o700)
    }

    private init(system: Base, path: String, id: String, limit: Int) {
        (self.system, self.path, self.id, self.limit) = (system, path, id, limit)
    }

    /// What `async_wrapper` answers.
    var answer: Dict {
        [
            "failed": false, "started": true, "finished": false, "ansible_job_id": .string(id),
            "results_file": .string(path), "changed": true,
        ]
    }

    /// Runs `work` for as long as the job may take and leaves its result in the file.
    func finish(_ work: @escaping @Sendable () async -> Dict) async {
        let task = Task { await work() }
        let watch = limit > 0 ? Task { try await Task.sleep(for: .seconds(limit)) } : nil
        let timeout = watch.map { watch in
            Task {
                guard (try? await watch.value) != nil else { return false }
                task.cancel()
                return true
            }
        }
        let result = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        watch?.cancel()
        if await timeout?.value == true {
            try? await write(["msg": "Timeout exceeded", "failed": true, "child_pid": .int(Int(getpid()))])
        } else {
            try? await write(result)
        }
    }

    /// Puts the new content in place as a whole, so that no reader sees half of it.
    private func write(_ content: Dict) async throws(SystemError) {
        let temporary = path + ".tmp"
        guard let bytes = try? JSON.compact(.dict(content)) else {
            throw SystemError(code: 0, operation: "write \(path)", reason: "the result is no data")
        }
        try await system.write(temporary, bytes, mode: 0o600, append: false)
        try await system.move(temporary, to: path)
    }
}
