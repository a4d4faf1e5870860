import Modules
import System

/// `apt-get update`, tried again with growing pauses.
struct AptUpdate: Sendable {
    let retries: Int
    let longestDelay: Int
    var lockTimeout = 60

    func run(_ machine: Machine<some System>, _ warnings: inout [String]) async throws(ModuleFailure) {
        var reason = "unknown reason"
        for attempt in 0..<max(0, retries) {
            let result = try await machine.run(
                [
                    "apt-get", "update", "-o", "APT::Update::Error-Mode=any", "-o",
                    "DPkg::Lock::Timeout=\(lockTimeout)",
                ],
                environment: ["DEBIAN_FRONTEND": "noninteractive", "DEBIAN_PRIORITY": "critical"])
            if result.succeeded { return }
            reason = result.errorText.trimmed()
            warnings.append("Failed to update cache after \(attempt + 1) retries due to \(reason), retrying")
            let delay = min(Double(1 << min(attempt, 20)), Double(longestDelay)) + Double.random(in: 0..<1)
            try? await machine.system.sleep(delay)
            warnings.append(
                "Sleeping for \(Int(delay.rounded())) seconds, before attempting to refresh the cache again")
        }
        throw ModuleFailure("Failed to update apt cache after \(retries) retries: \(reason)")
    }
}
