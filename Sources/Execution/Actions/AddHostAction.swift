import Values

/// Puts a host, and groups for it, into the inventory of this run.
struct AddHostAction: Action {
    static let names = ["ansible.builtin.add_host"]
    static let runsOnceForAllHosts = true

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        let nameKeys: [Value] = ["name", "hostname", "host"]
        let groupKeys: [Value] = ["groupname", "groups", "group"]
        // The other names of these options are variables besides.
        let taken: Set<Value> = ["name", "hostname", "groupname", "groups"]
        let arguments = try Self.withRaw(call.arguments)
        guard let name = nameKeys.lazy.compactMap({ arguments[$0] }).first, !name.isNone else {
            throw TaskFailure("name, host or hostname needs to be provided")
        }
        guard var host = try? name.string() else { throw TaskFailure("the name of a host must be text") }
        var variables = arguments.filter { !taken.contains($0.key) }
        // host:port, unless it is an IPv6 address.
        if let colon = host.lastIndex(of: ":"), host.firstIndex(of: ":") == colon,
            let port = Int(host[host.index(after: colon)...])
        {
            host = String(host[..<colon])
            if variables["ansible_ssh_port"] == nil { variables["ansible_ssh_port"] = .int(port) }
        }
        var groups: [String] = []
        if let given = groupKeys.lazy.compactMap({ arguments[$0] }).first {
            if let items = given.sequence {
                groups = items.compactMap { try? $0.string() }
            } else if let text = given.text {
                groups = text.split(separator: ",").map { $0.trimmed() }
            } else {
                throw TaskFailure("Groups must be specified as a list.")
            }
        }
        let isNew = !call.run.inventory.has(host, groups: groups, variables: variables)
        var added: Dict = [
            "host_name": .string(host), "groups": .list(groups.map { .string($0) }), "host_vars": .dict(variables),
        ]
        var result: TaskResult = ["changed": .bool(isNew), "add_host": .dict(added), "failed": false]
        let raw = call.marked["_raw_params"]?.mapping ?? [:]
        let marked = raw.merging(call.marked) { $1 }.filter { variables[$0.key] != nil }
        if !marked.isEmpty {
            added["host_vars"] = .dict(ValueDict(variables.merging(marked) { $1 }, mayHoldTemplates: true))
            result.marks["add_host"] = .dict(ValueDict(added, mayHoldTemplates: true))
        }
        return .result(result)
    }

    /// The arguments over those that a template in their place stands for.
    private static func withRaw(_ given: Dict) throws(TaskFailure) -> Dict {
        var arguments = given
        guard let raw = arguments.removeValue(forKey: "_raw_params") else { return given }
        guard let values = raw.mapping else {
            throw TaskFailure("Invalid raw parameters passed, requires a dictionary/mapping got a \(raw.typeName)")
        }
        return values.merging(arguments) { $1 }
    }
}
