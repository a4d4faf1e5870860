import Modules
import System

/// Whether a service that no manager watches is up, from what its script prints or from ps(1).
struct ServiceStatus: Sendable {
    let name: String
    let pattern: String?
    /// Arguments given to `service` in place of the script.
    var command: [String]?

    func look(_ machine: Machine<some System>) async throws(ModuleFailure) -> (isStarted: Bool, warnings: [String]) {
        if let pattern { return (try await isListed(pattern, machine), []) }
        let service = await machine.find("service")
        let words = command ?? service.map { [$0, name, "status"] } ?? [InitScript(name).path, "status"]
        let result = try await machine.run(words)
        if name == "iptables", result.text.has("ACCEPT") { return (true, []) }
        if result.text.count(where: \.isNewline) <= 1 {
            let clean = result.text.lowercased().replacing(name.lowercased(), by: "")
            let stopped = ["stop", "is dead ", "dead but ", "could not access pid file", "inactive"]
            if stopped.contains(where: { clean.has($0) }) { return (false, []) }
            if !clean.has("not "), ["run", "start", "active"].contains(where: { clean.has($0) }) { return (true, []) }
        }
        if [1, 2, 3, 4, 69].contains(result.status) { return (false, []) }
        if result.succeeded { return (true, []) }
        if try await isListed(name, machine) {
            return (
                true, ["Used ps output to match service name and determine it is up, this is very unreliable"]
            )
        }
        return (false, ["Unable to determine if service is up, assuming it is down"])
    }

    private func isListed(_ pattern: String, _ machine: Machine<some System>) async throws(ModuleFailure) -> Bool {
        let program = try await machine.require("ps")
        return try await machine.run([program, "auxww"]).text.lines.contains { $0.has(pattern) }
    }
}
