import Modules
import System
import Values

/// `apt-get update`, tried again with growing pauses.
struct AptUpdate: Sendable {
    /// How the warnings of the module that updates are worded.
    enum Words: Sendable { case package, repository }

    var words = Words.package
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
            reason = Self.reason(result.errorText)
            warnings.append(
                words == .package
                    ? "Failed to update cache after \(attempt + 1) retries due to \(reason), retrying"
                    : "Failed to update cache after \(attempt + 1) due to \(reason) retry, retrying")
            let delay = min(Double(1 << min(attempt, 20)), Double(longestDelay)) + Double.random(in: 0..<1)
            try? await machine.system.sleep(delay)
            let aim = words == .package ? "refresh" : "update"
            warnings.append(
                "Sleeping for \(Int(delay.rounded())) seconds, before attempting to \(aim) the cache again")
        }
        throw ModuleFailure(
            "Failed to update apt cache after \(retries) retries: \(reason)", values: ["warnings": .texts(warnings)])
    }

    /// apt's errors and warnings as its library joins them: `E:…, W:…`.
    private static func reason(_ text: String) -> String {
        let lines = text.lines.compactMap { line -> String? in
            for kind in ["E:", "W:"] where line.hasPrefix(kind) { return kind + line.dropFirst(2).trimmed() }
            return nil
        }
        return lines.isEmpty ? text.trimmed() : lines.joined(separator: ", ")
    }
}
