import Connections
import Diagnostics
import Playbook
import System
import Values

/// `async`: the action's request starts a job on the target, which is then looked after, or left alone.
extension TaskAttempt {
    /// Starts the job; with `poll` waits for its end, or until its time is up.
    func performInBackground(_ call: ActionCall, _ action: any Action) async throws(TaskFailure) -> TaskResult {
        guard type(of: action).supportsAsync else {
            throw TaskFailure("This action (\(call.task.action.name)) does not support async.")
        }
        var started: TaskResult
        switch try await action.plan(call) {
        case .result(let result): started = result
        case .request(var request, let finish):
            request.job = JobRequest(
                id: "j\(Int.random(in: 0..<999_999_999_999))", directory: try AsyncStatusAction.directory(call),
                limit: call.fields.async)
            started = try finish(await call.send(request))
        }
        let group = started.values.removeValue(forKey: JobLauncher.group)
        guard call.fields.poll > 0, !started.flag("skipped"), !started.flag("failed") else {
            return started
        }
        let watch = try await watch(group, call)
        defer { if let watch { WatchedJobs.end(watch) } }
        let result = try await end(of: started, call)
        let report = self.report(result, call)
        run.events.receive(.asyncFinished(report))
        return result
    }

    /// An interrupted run takes the job with it; a job without a process group of its own ends with the controller anyway.
    private func watch(_ group: Value?, _ call: ActionCall) async throws(TaskFailure) -> Int? {
        guard case .int(let number)? = group, number > 1 else { return nil }
        let connection = try await call.connection()
        let request = call.request(
            "ansible.builtin.command", ["argv": ["kill", "-KILL", "--", .string("-\(number)")]])
        return WatchedJobs.begin { _ = try? await connection.run(request) }
    }

    private func end(of started: TaskResult, _ call: ActionCall) async throws(TaskFailure) -> TaskResult {
        guard let id = started["ansible_job_id"] else {
            return ["failed": true, "msg": "No job id was returned by the async task"]
        }
        let action = AsyncStatusAction()
        var left = call.fields.async
        var last: TaskResult = [:]
        while left > 0 {
            await runner.pause(Double(call.fields.poll))
            left -= call.fields.poll
            do throws(TaskFailure) {
                last = try await look(action, call.with(name: AsyncStatusAction.names[0], arguments: ["jid": id]))
            } catch {
                // The network may come back; a job does not need it.
                guard left > 0 else { throw error }
                await call.resetConnection()
                continue
            }
            if last.flag("finished") || last.flag("failed") { break }
            run.events.receive(.asyncPolled(report(last, call)))
        }
        guard last.flag("finished") else {
            for key in ["changed", "invocation", "failed"] { last[.string(key)] = nil }
            return [
                "failed": true,
                "msg": .string("async task did not complete within the requested time - \(call.fields.async)s"),
                "async_result": .dict(last.values),
            ]
        }
        let cleanup = call.with(name: AsyncStatusAction.names[0], arguments: ["jid": id, "mode": "cleanup"])
        _ = try? await look(action, cleanup)
        return last
    }

    private func look(_ action: AsyncStatusAction, _ call: ActionCall) async throws(TaskFailure) -> TaskResult {
        switch try await action.plan(call) {
        case .result(let result): return result
        case .request(let request, let finish): return try finish(await call.send(request))
        }
    }

    private func report(_ result: TaskResult, _ call: ActionCall) -> TaskReport {
        var result = result
        if call.fields.noLog { result.isSecret = true }
        return TaskReport(
            host: runner.host, task: runner.start, status: result.flag("failed") ? .failed : .ok,
            result: result)
    }
}
