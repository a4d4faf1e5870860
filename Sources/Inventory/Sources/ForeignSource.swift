import Diagnostics
public import Values

/// What is asked of an inventory plugin that is not built in.
public struct ForeignInventoryRequest: Sendable {
    public var plugin: String
    public var source: String
    /// The inventory so far: `hosts` with their variables, and `groups` with `vars`, `hosts` and `children`.
    public var known: Dict
    public var extraVariables: Dict
    /// Whether the plugin may use what it has kept of earlier runs.
    public var usesCache: Bool
}

/// What such a plugin answers.
public enum ForeignInventoryAnswer: Sendable {
    /// There is no plugin of that name.
    case unknown
    /// The source is none of its kind.
    case refused
    /// What it did, step by step: `group NAME`, `host NAME GROUP PORT`, `child GROUP CHILD`, `variable ENTITY NAME VALUE`.
    case changes([Value])
}

/// Sources that plugins which are not built in can read.
enum ForeignSource {
    static func isKnown(_ plugin: String, _ context: InventoryContext) -> Bool { context.hasForeign(plugin) }

    /// Adds what the plugin finds; false where the source is none of its kind.
    static func parse(
        _ source: String, with plugin: String, into inventory: inout Inventory, _ context: InventoryContext
    ) throws(Diagnostic) -> Bool {
        let request = ForeignInventoryRequest(
            plugin: plugin, source: source, known: known(inventory), extraVariables: context.extraVars,
            usesCache: context.usesCache)
        switch try context.foreign(request) {
        case .unknown, .refused: return false
        case .changes(let changes):
            for change in changes { try apply(change.sequence ?? [], source, to: &inventory) }
            return true
        }
    }

    private static func known(_ inventory: Inventory) -> Dict {
        func names(_ names: [String]) -> Value { .list(names.map { .string($0) }) }
        var hosts: Dict = [:]
        for (name, host) in inventory.hosts { hosts[.string(name)] = .dict(host.vars) }
        var groups: Dict = [:]
        for (name, group) in inventory.groups {
            groups[.string(name)] = [
                "vars": .dict(group.vars), "hosts": names(group.hosts), "children": names(group.children),
            ]
        }
        return ["hosts": .dict(hosts), "groups": .dict(groups)]
    }

    private static func apply(_ change: [Value], _ source: String, to inventory: inout Inventory) throws(Diagnostic) {
        let words = change.map { $0.text ?? "" }
        switch words.first {
        case "group" where words.count == 2: inventory.addGroup(words[1])
        case "child" where words.count == 3: try inventory.addChild(words[2], to: words[1])
        case "host" where words.count == 4:
            let port: Int? = if case .int(let number) = change[3] { number } else { Int(words[3]) }
            inventory.addHost(words[1], to: words[2].isEmpty ? nil : words[2], port: port, source: source)
        case "variable" where words.count == 4: inventory.setVariable(words[2], change[3].withTemplates, of: words[1])
        case "without" where words.count == 2: inventory.remove(words[1])
        default: throw Diagnostic("The answer of the inventory plugin is malformed.")
        }
    }
}

extension Value {
    /// Texts that the plugin vouches for are templates, all others are data.
    public var withTemplates: Value {
        switch self {
        case .dict(let dict):
            if dict.items.count == 1, let text = dict.items["__swiftplay_template__"]?.text {
                return Template.mayBeOne(text) ? .template(Template(text)) : .string(text)
            }
            return .dict(ValueDict(dict.items.mapValues(\.withTemplates), mayHoldTemplates: true))
        case .list(let list): return .list(ValueList(list.items.map(\.withTemplates), mayHoldTemplates: true))
        default: return self
        }
    }
}
