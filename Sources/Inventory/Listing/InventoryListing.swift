public import Diagnostics
import OrderedCollections
import Templating
public import Values
import YAML

/// The texts of `ansible-inventory`.
public struct InventoryListing: Sendable {
    private let inventory: Inventory
    private let variables: InventoryVariables
    /// `--playbook-dir`
    private let playDirectory: String?
    private var playDirectories: [String] { playDirectory.map { [$0] } ?? [] }
    private let workingDirectory: String?
    private let extraVars: Dict
    /// `--export`: variables stay with their groups, hosts show only their own.
    private let exports: Bool
    /// The hosts that `--limit` leaves.
    private let hosts: [String]

    /// What every host has and no listing shows.
    private static let internals: Set<Value> = [
        "inventory_hostname_short", "inventory_dir", "inventory_file", "inventory_hostname", "group_names", "groups",
        "hostvars", "playbook_dir", "ansible_facts", "ansible_version",
    ]

    /// What a listing is written as.
    public enum Form: Sendable { case json, yaml, toml }

    /// - Parameters:
    ///   - limit: the parts of `--limit`.
    ///   - playDirectory: the directory beside which group_vars and host_vars are looked for as well.
    ///   - workingDirectory: the directory that takes its place for the variables of hosts, where there is none.
    public init(
        _ inventory: Inventory, variables: InventoryVariables, playDirectory: String?,
        workingDirectory: String? = nil, extraVars: Dict = [:], exports: Bool = false, limit: [String]? = nil
    ) throws(Diagnostic) {
        self.inventory = inventory
        self.variables = variables
        self.playDirectory = playDirectory
        self.workingDirectory = workingDirectory
        self.extraVars = extraVars
        self.exports = exports
        hosts = try inventory.hosts(matching: ["all"], limit: limit)
    }

    // MARK: Forms

    /// `--list`
    public func list(form: Form = .json) throws(Diagnostic) -> String {
        switch form {
        case .json: try json()
        case .yaml: try yaml()
        case .toml: try toml()
        }
    }

    private func json() throws(Diagnostic) -> String {
        let available = Set(hosts)
        var seen: Set<String> = []
        var result = try jsonGroup("all", available, &seen)
        var hostvars = Dict()
        for host in hosts {
            let vars = try markedVars(ofHost: host)
            if !vars.isEmpty { hostvars[.string(host)] = Self.dict(vars) }
        }
        result["_meta"] = ["hostvars": .dict(hostvars), "profile": "inventory_legacy"]
        return try Self.json(Self.dict(result))
    }

    private func yaml() throws(Diagnostic) -> String {
        let available = Set(hosts)
        var seen: (hosts: Set<String>, groups: Set<String>) = ([], [])
        return try Self.yaml(Self.dict(try yamlGroup("all", available, &seen)))
    }

    private func toml() throws(Diagnostic) -> String {
        let available = Set(hosts)
        var seen: Set<String> = []
        return try Self.toml(Self.dict(try tomlGroup("all", available, &seen)))
    }

    /// `--host NAME`
    public func host(_ name: String, form: Form = .json) throws(Diagnostic) -> String {
        let vars = Self.dict(form == .json ? try markedVars(ofHost: name) : try vars(ofHost: name))
        return switch form {
        case .json: try Self.json(vars, marksVerbatim: false)
        case .yaml: try Self.yaml(vars)
        case .toml: try Self.toml(vars)
        }
    }

    /// `--graph GROUP`; nil where there is no such group.
    ///
    /// - Parameter showsVariables: `--vars`
    public func graph(_ group: String = "all", showsVariables: Bool = false) throws(Diagnostic) -> String? {
        guard inventory.groups[group] != nil else { return nil }
        var lines: [String] = []
        try graph(group, depth: 0, showsVariables, &lines)
        return lines.joined(separator: "\n")
    }

    // MARK: Parts

    private func jsonGroup(
        _ name: String, _ available: Set<String>, _ seen: inout Set<String>
    ) throws(Diagnostic) -> Dict {
        guard let group = inventory.groups[name] else { return [:] }
        var result: Dict = [.string(name): .none]
        var entry = Dict()
        if name != "all" { entry["hosts"] = Self.list(group.hosts.filter(available.contains)) }
        for child in group.children where seen.insert(child).inserted {
            result.merge(try jsonGroup(child, available, &seen)) { $1 }
        }
        entry["children"] = Self.list(group.children)
        if exports { entry["vars"] = Self.dict(try vars(ofGroup: group)) }
        let filled = Self.withoutEmpty(entry)
        result[.string(name)] = filled.isEmpty ? nil : Self.dict(filled)
        return result
    }

    private func yamlGroup(
        _ name: String, _ available: Set<String>, _ seen: inout (hosts: Set<String>, groups: Set<String>)
    ) throws(Diagnostic) -> Dict {
        guard let group = inventory.groups[name] else { return [:] }
        var children = Dict(), members = Dict()
        for child in group.children {
            if seen.groups.contains(child) {
                children[.string(child)] = .dict(Dict())
            } else {
                children.merge(try yamlGroup(child, available, &seen)) { $1 }
                seen.groups.insert(child)
            }
        }
        for host in name == "all" ? [] : group.hosts where available.contains(host) {
            let vars = seen.hosts.insert(host).inserted ? try vars(ofHost: host) : [:]
            members[.string(host)] = Self.dict(vars)
        }
        var entry: Dict = ["children": Self.dict(children), "hosts": Self.dict(members)]
        if exports { entry["vars"] = Self.dict(try vars(ofGroup: group)) }
        let filled = Self.withoutEmpty(entry)
        return filled.isEmpty ? [:] : [.string(name): Self.dict(filled)]
    }

    private func tomlGroup(
        _ name: String, _ available: Set<String>, _ seen: inout Set<String>
    ) throws(Diagnostic) -> Dict {
        guard let group = inventory.groups[name] else { return [:] }
        var result: Dict = [.string(name): .none]
        var children: [String] = []
        for child in group.children {
            if child == "ungrouped", inventory.groups[child]?.hosts.isEmpty != false { continue }
            if name != "all" { children.append(child) }
            result.merge(try tomlGroup(child, available, &seen)) { $1 }
        }
        var members = Dict()
        for host in name == "all" ? [] : group.hosts where available.contains(host) {
            members[.string(host)] = Self.dict(seen.insert(host).inserted ? try vars(ofHost: host) : [:])
        }
        var entry: Dict = ["children": Self.list(children), "hosts": Self.dict(members)]
        if exports { entry["vars"] = Self.dict(try vars(ofGroup: group)) }
        let filled = Self.withoutEmpty(entry)
        result[.string(name)] = filled.isEmpty ? nil : Self.dict(filled)
        return result
    }

    private func graph(
        _ name: String, depth: Int, _ showsVariables: Bool, _ lines: inout [String]
    ) throws(Diagnostic) {
        guard let group = inventory.groups[name] else { return }
        lines.append(Self.indented("@\(name):", depth))
        for child in group.children { try graph(child, depth: depth + 1, showsVariables, &lines) }
        for host in name == "all" ? [] : group.hosts {
            lines.append(Self.indented(host, depth + 1))
            if showsVariables { lines += try shown(try vars(ofHost: host), depth + 2) }
        }
        if showsVariables { lines += try shown(try vars(ofGroup: group), depth + 1) }
    }

    private func shown(_ vars: Dict, _ depth: Int) throws(Diagnostic) -> [String] {
        var lines: [String] = []
        for (name, value) in vars.elements.sorted(by: { $0.key.written < $1.key.written }) {
            let text: String
            do {
                text = try value.withoutMarks.string()
            } catch {
                throw Diagnostic(error.message)
            }
            lines.append(Self.indented("{\(name.written) = \(text)}", depth))
        }
        return lines
    }

    private static func indented(_ text: String, _ depth: Int) -> String {
        depth == 0 ? text : String(repeating: "  |", count: depth) + "--" + text
    }

    // MARK: Variables

    private func vars(ofHost host: String) throws(Diagnostic) -> Dict {
        let layers =
            exports
            ? try variables.ownLayers(for: host, in: inventory, playDirectories: playDirectories)
            : try variables.layers(
                for: host, in: inventory, playDirectories: [playDirectory ?? workingDirectory].compactMap(\.self))
                + [extraVars]
        return Self.shown(layers)
    }

    /// The same, with texts that must never be templates marked as JSON marks them.
    private func markedVars(ofHost host: String) throws(Diagnostic) -> Dict {
        var vars = try vars(ofHost: host)
        for name in inventory.hosts[host]?.computed ?? [] { vars[name] = vars[name]?.markedUnsafe }
        return vars
    }

    private func vars(ofGroup group: Group) throws(Diagnostic) -> Dict {
        var vars = Self.shown(
            try variables.layers(forGroup: group.name, in: inventory, playDirectories: playDirectories))
        if group.priority != 1 { vars["ansible_group_priority"] = .int(group.priority) }
        return vars
    }

    private static func shown(_ layers: [Dict]) -> Dict {
        var vars = Dict()
        for layer in layers { vars.merge(layer) { $1 } }
        vars.removeAll { internals.contains($0.key) }
        return vars
    }

    private static func list(_ names: [String]) -> Value { .list(names.map { .string($0) }) }

    private static func dict(_ items: Dict) -> Value { .dict(ValueDict(items, mayHoldTemplates: true)) }

    private static func withoutEmpty(_ entry: Dict) -> Dict {
        entry.filter { $0.value.sequence?.isEmpty != true && $0.value.mapping?.isEmpty != true }
    }

    /// - Parameter marksVerbatim: whether texts that their author marked `!unsafe` are marked in JSON, too.
    private static func json(_ value: Value, marksVerbatim: Bool = true) throws(Diagnostic) -> String {
        do {
            return try JSON.text(
                value.markedPlain(verbatim: marksVerbatim).withoutMarks.namedKeys,
                JSONOptions(indent: "    ", sortKeys: true, ensureASCII: false))
        } catch {
            throw Diagnostic(error.message)
        }
    }

    private static func toml(_ value: Value) throws(Diagnostic) -> String {
        do throws(ValueError) {
            return try TOMLEmitter.text(value.withoutMarks)
        } catch {
            throw Diagnostic(error.message)
        }
    }

    private static func yaml(_ value: Value) throws(Diagnostic) -> String {
        do {
            return try YAMLEmitter.text(value.withoutMarks, YAMLOptions(flowStyle: false))
        } catch {
            throw Diagnostic(error.message)
        }
    }
}

extension Value {
    /// The same with what looks like a template and is none marked as JSON marks it.
    fileprivate func markedPlain(verbatim: Bool) -> Value {
        switch self {
        case .string(let text): return Template.mayBeOne(text) ? markedUnsafe : self
        case .template(let template) where template.isVerbatim:
            let text = Value.string(template.text)
            return verbatim ? text.markedUnsafe : text
        case .object(let object):
            return (object as? VaultedText).map { ["__ansible_vault": .string($0.ciphertext)] } ?? self
        case .list(let list):
            let items = list.items.map { $0.markedPlain(verbatim: verbatim) }
            return .list(ValueList(items, mayHoldTemplates: list.mayHoldTemplates))
        case .dict(let dict):
            if dict.items.count == 1, dict.items["__ansible_unsafe"] != nil { return self }
            let items = dict.items.mapValues { $0.markedPlain(verbatim: verbatim) }
            return .dict(ValueDict(items, mayHoldTemplates: dict.mayHoldTemplates))
        default: return self
        }
    }

    fileprivate var markedUnsafe: Value {
        switch self {
        case .string: ["__ansible_unsafe": self]
        case .list(let list): .list(list.items.map(\.markedUnsafe))
        case .dict(let dict): .dict(dict.items.mapValues(\.markedUnsafe))
        default: self
        }
    }

    /// The same with keys as JSON names them, so that they can be put in order.
    fileprivate var namedKeys: Value {
        switch self {
        case .list(let list): .list(list.items.map(\.namedKeys))
        case .dict(let dict):
            .dict(Dict(dict.items.map { ($0.key.jsonName, $0.value.namedKeys) }, uniquingKeysWith: { $1 }))
        default: self
        }
    }

    private var jsonName: Value {
        switch self {
        case .string: self
        case .none: "null"
        case .bool(let flag): flag ? "true" : "false"
        default: (try? string()).map { .string($0) } ?? self
        }
    }

    fileprivate var written: String { text ?? "" }
}
