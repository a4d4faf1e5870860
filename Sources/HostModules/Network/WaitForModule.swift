import Modules
import Regex
import System
import Values

/// `ansible.builtin.wait_for`: waits until a port, a file or a text in one of them is there, or is gone.
struct WaitForModule: Module {
    static let name = "ansible.builtin.wait_for"
    static let arguments = ArgumentSpec(
        [
            Option("host", default: "127.0.0.1"), Option("timeout", .int, default: 300),
            Option("connect_timeout", .int, default: 5), Option("delay", .int, default: 0), Option("port", .int),
            Option(
                "active_connection_states", .list,
                default: ["ESTABLISHED", "FIN_WAIT1", "FIN_WAIT2", "SYN_RECV", "SYN_SENT", "TIME_WAIT"],
                elements: .string),
            Option("path", .path), Option("search_regex"),
            Option("state", default: "started", choices: ["absent", "drained", "present", "started", "stopped"]),
            Option("exclude_hosts", .list, elements: .string), Option("sleep", .int, default: 1), Option("msg"),
        ], supportsCheckMode: false)

    private let arguments: Arguments
    private let regex: Regex?
    private let state: String
    private let host: String
    private let port: Int?
    private let path: String?

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        state = arguments.string("state") ?? "started"
        host = arguments.string("host") ?? "127.0.0.1"
        port = arguments.int("port").flatMap { $0 == 0 ? nil : $0 }
        path = arguments.string("path").flatMap { $0.isEmpty ? nil : $0 }
        do {
            regex = try arguments.string("search_regex").map { pattern throws(RegexError) in
                try Regex(pattern, flags: [.multiline, .ascii])
            }
        } catch { throw ModuleFailure("Invalid regular expression: \(error.message)") }
        if let problem { throw ModuleFailure(problem, values: ["elapsed": 0]) }
    }

    private var problem: String? {
        if port != nil, path != nil { return "port and path parameter can not both be passed to wait_for" }
        if path != nil, state == "stopped" || state == "drained" {
            return "state=\(state) should only be used for checking a port in the wait_for module"
        }
        if arguments["exclude_hosts"] != nil, state != "drained" {
            return "exclude_hosts should only be with state=drained"
        }
        let states = arguments.strings("active_connection_states") ?? []
        let unknown = states.first { ConnectionTable.states[$0] == nil }
        return unknown.map { "unknown active_connection_state (\($0)) defined" }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let files = Files(system)
        let start = await files.now()
        let timeout = Double(arguments.int("timeout") ?? 300)
        if let delay = arguments.double("delay"), delay > 0 { try await pause(delay, on: system) }
        var match: Match?
        if port == nil, path == nil, state != "drained" {
            try await pause(timeout, on: system)
        } else {
            while true {
                guard await files.now() < start + timeout else {
                    let elapsed = Int(await files.now() - start)
                    throw ModuleFailure(arguments.string("msg") ?? timeoutMessage, values: ["elapsed": .int(elapsed)])
                }
                let (isSo, found) = try await look(on: system, until: start + timeout, from: start)
                match = found
                if isSo { break }
                try await pause(Double(arguments.int("sleep") ?? 1), on: system)
            }
        }
        let names = regex?.groupNames.map { ($0.name, $0.number) } ?? []
        let named = match.map { match in
            names.map { (Value.string($0.0), match[$0.1].map { .string($0) } ?? Value.none) }
        }
        return Outcome(values: [
            "state": .string(state), "port": arguments["port"] ?? .none,
            "search_regex": arguments["search_regex"] ?? .none,
            "match_groups": .list(match?.groups.map { $0.map { .string($0) } ?? .none } ?? []),
            "match_groupdict": .dict(Dict(named ?? []) { $1 }), "path": path.map { .string($0) } ?? .none,
            "elapsed": .int(Int(await files.now() - start)),
        ])
    }

    private func pause(_ seconds: Double, on system: some System) async throws(ModuleFailure) {
        do { try await system.sleep(seconds) } catch { throw ModuleFailure(error.reason) }
    }

    private var timeoutMessage: String {
        let place = port.map { "\(host):\($0)" } ?? path ?? ""
        let pattern = arguments.string("search_regex").map { "search string \($0) in " }
        switch state {
        case "drained": return "Timeout when waiting for \(host):\(port.map(String.init) ?? "None") to drain"
        case "absent", "stopped": return "Timeout when waiting for \(place) to \(port == nil ? "be absent" : "stop")."
        default: return "Timeout when waiting for \(pattern ?? (port == nil ? "file " : ""))\(place)"
        }
    }

    /// Whether it is as it is to be, and what the pattern found there.
    private func look(
        on system: some System, until end: Double, from start: Double
    ) async throws(ModuleFailure) -> (isSo: Bool, match: Match?) {
        let files = Files(system)
        switch (state, path) {
        case ("drained", _):
            let table = ConnectionTable(arguments)
            return (await table.count(host, port ?? 0, on: system) == 0, nil)
        case ("absent", let path?), ("stopped", let path?): return (!(await files.exists(path)), nil)
        case ("absent", nil), ("stopped", nil): return (!(await probe(reading: 0, until: end, on: system).isOpen), nil)
        case (_, let path?):
            do {
                guard try await system.info(path, follow: true) != nil else { return (false, nil) }
            } catch {
                throw ModuleFailure(
                    arguments.string("msg") ?? "Failed to stat \(path), \(error.reason)",
                    values: ["elapsed": .int(Int(await files.now() - start))])
            }
            guard let regex else { return (true, nil) }
            guard let bytes = try? await system.read(path, limit: 1 << 30) else { return (false, nil) }
            let match = (try? regex.search(FileText(bytes).text)) ?? nil
            return (match != nil, match)
        case (_, nil):
            let result = await probe(reading: regex == nil ? 0 : 1 << 20, until: end, on: system)
            guard result.isOpen, let regex else { return (result.isOpen, nil) }
            // As in ansible-core the groups of a banner are not returned.
            return (((try? regex.search(FileText(result.banner).text)) ?? nil) != nil, nil)
        }
    }

    private func probe(reading limit: Int, until end: Double, on system: some System) async -> ProbeResult {
        let left = max(1, end - (await Files(system).now()))
        let patience = min(Double(arguments.int("connect_timeout") ?? 5), left)
        let probe = Probe(host: host, port: port ?? 0, timeout: patience, readLimit: limit)
        return (try? await system.probe(probe)) ?? ProbeResult(isOpen: false)
    }
}
