import Diagnostics
import Playbook
import Values

/// Every host at its own pace, up to `forks` at a time.
///
/// Source: the free strategy of the Ansible documentation. `host_pinned` differs only in that a host once begun keeps
/// its place until its end, which is how it is done here for both.
struct FreeStrategy: Strategy {
    func execute(_ batch: PlayRun) async throws(Diagnostic) {
        var waiting = batch.hosts[...]
        while !batch.isEnded, !waiting.isEmpty {
            let wave = Array(waiting.prefix(batch.forks))
            waiting = waiting.dropFirst(batch.forks)
            try await execute(wave, batch)
        }
    }

    /// Runs these hosts to their ends. Each round takes the next task of every host that has one.
    private func execute(_ hosts: [String], _ batch: PlayRun) async throws(Diagnostic) {
        while !batch.isEnded {
            var jobs: [(host: String, task: Task)] = []
            for host in hosts where batch.active.contains(host) {
                guard var walk = batch.walks[host] else { continue }
                let task = batch.advance(&walk, host)
                batch.walks[host] = walk
                if let task { jobs.append((host, task)) }
            }
            guard !jobs.isEmpty else { return }
            for (host, task) in jobs {
                if case .meta(let action) = task.kind {
                    try await batch.perform(action, task, on: [host])
                    continue
                }
                if case .deferredRole(let role) = task.kind {
                    try batch.resolve(role, task, on: [host])
                    continue
                }
                let start = batch.announcement(of: task, name: batch.renderedName(task, host))
                batch.run.events.receive(.taskStarted(start))
                let outcomes = try await batch.perform(task, start, on: [host], once: false)
                if task.isHandler { batch.walks[host]?.forgetNotification(of: task) }
                try await batch.include(outcomes)
            }
        }
    }
}
