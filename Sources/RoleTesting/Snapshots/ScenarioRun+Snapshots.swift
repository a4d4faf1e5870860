import Diagnostics

/// Keeping the state of hosts after prepare, and beginning from it.
extension ScenarioRun {
    /// The playbook whose work may be kept: only where nothing comes between create and prepare.
    private var kept: String? {
        let invocation = scenario.invocation
        guard invocation.isNative, invocation.snapshots, !invocation.force, !scenario.isShared, preparesNext else {
            return nil
        }
        return scenario.playbook("prepare")
    }

    /// Makes the hosts as they were after an earlier prepare; nil where nothing is kept of one like it.
    func restore(by driver: any Driver) async throws(Diagnostic) -> [PlatformOutcome]? {
        guard let prepare = kept, let fingerprint = try await driver.fingerprint(of: platforms) else { return nil }
        let key = try SnapshotKey(scenario, prepare: prepare, content: content, fingerprint: fingerprint).text
        guard let outcomes = try await driver.restore(platforms, key: key) else {
            snapshotKey = key
            return nil
        }
        isRestored = true
        return outcomes
    }

    /// Keeps the hosts as prepare has left them. What cannot be kept is told and does no harm.
    func keepSnapshot(after seen: TaskObserver.Seen?) async {
        guard let key = snapshotKey, case .driver(let driver) = choice, let seen else { return }
        snapshotKey = nil
        let names = Set(platforms.map(\.name))
        let others = Set(seen.tasks.map(\.host)).union(seen.delegates).subtracting(names)
        guard others.isEmpty else {
            return log(
                .information,
                "no snapshot is kept, as prepare works on \(others.sorted().joined(separator: ", ")) as well")
        }
        do throws(Diagnostic) { try await driver.snapshot(platforms, key: key) } catch {
            log(.warning, "no snapshot is kept: \(error.message)")
        }
    }
}
