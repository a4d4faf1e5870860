public import Diagnostics
public import Inventory
import Synchronization
import Templating
import Values

/// The inventory of a run, which tasks may add to.
public final class InventoryHolder: Sendable {
    private struct State {
        var inventory: Inventory
        /// Layers by host, until something changes.
        var layers: [String: [any VariableLayer]] = [:]
        var groups: Dict?
        var nameParts: HostNameParts?
        var groupNames: [String: [String]] = [:]
        var playbookDirectory: String?
        /// Where `group_vars` and `host_vars` of playbooks are looked for, weakest first.
        var variableRoots: [String] = []
        /// Hosts and groups that tasks added, to be added again when the sources are read again.
        var additions: [Addition] = []
    }

    private enum Addition {
        case host(String, [String], Dict, marked: Dict)
        case group(String, [String], String)
    }

    private let state: Mutex<State>
    private let variables: InventoryVariables
    /// The patterns of `--limit`.
    private let limit: [String]?
    /// Whether `--limit` was given and names no pattern.
    public var hasEmptyLimit: Bool { limit?.isEmpty == true }
    /// What becomes of a pattern that matches no host: `warning`, `error` or `ignore`.
    private let mismatch: String
    private let reread: @Sendable () async throws(Diagnostic) -> Inventory
    private let report: @Sendable (Diagnostic) -> Void

    /// - Parameters:
    ///   - limit: the patterns of `--limit`; nil for no limit.
    ///   - mismatch: what becomes of a pattern that matches no host (`host_pattern_mismatch`).
    ///   - reread: reads the sources again, for `meta: refresh_inventory`.
    public init(
        _ inventory: Inventory, limit: [String]?, variables: InventoryVariables, mismatch: String = "warning",
        report: @escaping @Sendable (Diagnostic) -> Void,
        reread: @escaping @Sendable () async throws(Diagnostic) -> Inventory
    ) {
        state = Mutex(State(inventory: inventory))
        self.limit = limit
        self.mismatch = mismatch
        self.variables = variables
        self.report = report
        self.reread = reread
    }

    // MARK: Asking

    var hostNames: [String] { state.withLock { $0.inventory.hostNames(in: "all") } }
    /// Whether `text` is part of a host's name.
    func isPartOfHostName(_ text: String) -> Bool {
        state.withLock { state in
            var parts = state.nameParts ?? HostNameParts(state.inventory.hostNames(in: "all"))
            state.nameParts = nil
            defer { state.nameParts = parts }
            return parts.contain(text)
        }
    }

    /// The names of all groups.
    public var groupNames: [String] { state.withLock { Array($0.inventory.groups.keys) } }
    /// Whether no source names any host.
    public var hasNoHosts: Bool { hostNames.isEmpty }
    var sources: [String] { state.withLock { $0.inventory.sources } }
    /// The directory of the playbook that runs; nil before the first.
    var playbookDirectory: String? { state.withLock { $0.playbookDirectory } }

    func has(_ host: String) -> Bool {
        state.withLock { $0.inventory.hosts[host] != nil } || Self.localNames.contains(host)
    }

    private static let localNames: Set<String> = ["localhost", "127.0.0.1", "::1"]

    /// Whether the inventory does not name this local host, so that it is reached without ssh.
    func isImplicit(_ host: String) -> Bool {
        state.withLock { $0.inventory.hosts[host]?.isImplicit ?? true } && Self.localNames.contains(host)
    }

    /// The hosts of `patterns`, in their order or in the one that is named.
    ///
    /// - Parameter reports: whether it is told which patterns match nothing.
    func hosts(
        matching patterns: [String], order: String? = nil, limited: Bool = true, reports: Bool = true
    ) throws(Diagnostic) -> [String] {
        let inventory = state.withLock { $0.inventory }
        guard let order = order.map(HostOrder.init(rawValue:)) ?? .inventory else {
            var error = Diagnostic(
                "Invalid 'order' specified for inventory hosts: \(order ?? "")",
                help: "Use inventory, sorted, reverse_sorted, reverse_inventory or shuffle.")
            error.exitStatus = 5
            throw error
        }
        var complaints: [String] = []
        let found = try inventory.hosts(
            matching: patterns, limit: limited ? limit : nil, order: order, warn: { complaints.append($0) })
        for complaint in mismatch == "ignore" || !reports ? [] : complaints {
            if mismatch == "error" { throw Diagnostic(complaint) }
            report(Diagnostic(complaint, severity: .warning))
        }
        for host in found where inventory.hosts[host] == nil { state.withLock { $0.inventory.addImplicit(host) } }
        return found
    }

    /// The hosts of `patterns` (all where none is given) that the limit leaves.
    public func selected(by patterns: [String] = ["all"]) throws(Diagnostic) -> [String] {
        try hosts(matching: patterns)
    }

    func groupNames(of host: String) -> [String] {
        state.withLock { state in
            if let known = state.groupNames[host] { return known }
            let names = state.inventory.groups(of: host).map(\.name).filter { $0 != "all" }.sorted()
            state.groupNames[host] = names
            return names
        }
    }

    /// `groups`: the hosts of each group.
    var groups: Dict {
        state.withLock { state in
            if let known = state.groups { return known }
            var groups: Dict = [:]
            for name in state.inventory.groups.keys {
                groups[.string(name)] = .list(state.inventory.hostNames(in: name).map { .string($0) })
            }
            state.groups = groups
            return groups
        }
    }

    func directory(of host: String) -> String? {
        state.withLock { state in
            guard let path = state.inventory.hosts[host]?.source else { return nil }
            return path.lastIndex(of: "/").map { String(path[..<$0]) }
        }
    }
    func file(of host: String) -> String? { state.withLock { $0.inventory.hosts[host]?.source } }

    /// The group of that name; nil where there is none.
    func group(_ name: String) -> Group? { state.withLock { $0.inventory.groups[name] } }

    /// What sources and tasks said of a host, with its source, and its groups, the strongest first; nil for a host that
    /// is not there.
    func description(ofHost name: String) -> (vars: Dict, groups: [String])? {
        state.withLock { state in
            guard let host = state.inventory.hosts[name] else { return nil }
            var vars = host.vars
            if let source = host.source {
                vars["inventory_file"] = .string(source)
                vars["inventory_dir"] = .string(source.lastIndex(of: "/").map { String(source[..<$0]) } ?? "")
            }
            return (vars, state.inventory.groups(of: name).reversed().map(\.name) + ["all"])
        }
    }

    /// Throws where variables of the host cannot be read: a file beside the inventory or the playbook that is no YAML or
    /// cannot be opened.
    func check(_ host: String) throws(Diagnostic) {
        do throws(Diagnostic) {
            _ = try readLayers(for: host)
        } catch {
            var error = error
            error.isParseError = true
            throw error
        }
    }

    /// Levels 3 to 10 of the precedence of variables; none where they cannot be read, which is reported.
    func layers(for host: String) -> [any VariableLayer] {
        do throws(Diagnostic) {
            return try readLayers(for: host)
        } catch {
            report(error)
            state.withLock { $0.layers[host] = [] }
            return []
        }
    }

    private func readLayers(for host: String) throws(Diagnostic) -> [any VariableLayer] {
        let (known, inventory, roots, additions) = state.withLock {
            ($0.layers[host], $0.inventory, $0.variableRoots, $0.additions)
        }
        if let known { return known }
        var extended = inventory
        extended.addImplicit(host)
        let given = Self.marked(givenBy: additions, to: host)
        let layers = try variables.layers(for: host, in: extended, playDirectories: roots).map {
            DictLayer(ValueDict($0, mayHoldTemplates: true), isTrusted: true, marked: given)
        }
        state.withLock { $0.layers[host] = layers }
        return layers
    }

    /// The variables that tasks gave the host while they ran, with marks on what authors wrote of them.
    private static func marked(givenBy additions: [Addition], to host: String) -> Dict {
        var given: Dict = [:]
        for case .host(host, _, let variables, let marked) in additions {
            given.merge(variables) { $1 }
            given.merge(marked) { $1 }
        }
        return given
    }

    /// Whether the host is there, in these groups, with these variables.
    func has(_ host: String, groups: [String], variables: Dict) -> Bool {
        state.withLock { state in
            guard let known = state.inventory.hosts[host] else { return false }
            let names = Set(state.inventory.groups(of: host).map(\.name))
            return groups.allSatisfy { names.contains($0) || $0 == "all" }
                && variables.allSatisfy { known.vars[$0.key] == $0.value }
        }
    }

    // MARK: Changing

    /// The directory of the playbook that runs, beside which there may be `group_vars`.
    ///
    /// - Parameter roots: the directories beside which they are looked for, weakest first, where these are others.
    func enter(playbookDirectory: String, roots: [String]? = nil) {
        let roots = roots ?? [playbookDirectory]
        state.withLock { state in
            state.playbookDirectory = playbookDirectory
            guard state.variableRoots != roots else { return }
            state.variableRoots = roots
            state.layers = [:]
        }
    }

    /// - Parameter marked: those of `variables` that authors wrote something of, marked.
    func add(host: String, groups: [String], variables: Dict, marked: Dict = [:]) {
        apply(.host(host, groups.map(self.variables.groupName), variables, marked: marked), remembering: true)
    }

    func add(group: String, parents: [String], holding host: String) {
        apply(
            .group(variables.groupName(group), parents.map(variables.groupName), host), remembering: true)
    }

    private func apply(_ addition: Addition, remembering: Bool) {
        state.withLock { state in
            if remembering { state.additions.append(addition) }
            switch addition {
            case .host(let host, let groups, let variables, _):
                state.inventory.addDynamicHost(host, to: groups)
                for (key, value) in variables { state.inventory.setVariable(key.text ?? "", value, of: host) }
            case .group(let group, let parents, let host):
                // A host that the sources no longer have stays away.
                guard state.inventory.hosts[host] != nil else { break }
                state.inventory.addDynamicGroup(group, below: parents, holding: host)
            }
            state.layers = [:]
            state.groups = nil
            state.nameParts = nil
            state.groupNames = [:]
        }
    }

    /// `meta: refresh_inventory`.
    func refresh() async throws(Diagnostic) {
        let fresh = try await reread()
        variables.forget()
        let additions = state.withLock { state in
            state.inventory = fresh
            state.layers = [:]
            state.groups = nil
            state.nameParts = nil
            state.groupNames = [:]
            return state.additions
        }
        for addition in additions { apply(addition, remembering: false) }
    }
}
