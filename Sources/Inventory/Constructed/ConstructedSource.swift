import Diagnostics
import Loading
import TemplatePlugins
import Templating
import Values

/// Variables and groups made from those that hosts already have (plugin `constructed`).
enum ConstructedSource: InventorySource {
    static let name = "constructed"

    static func accepts(_ source: String, _ context: InventoryContext) -> Bool {
        PluginConfiguration.accepts(source, context)
    }

    static func parse(
        _ source: String, into inventory: inout Inventory, _ context: InventoryContext
    ) throws(Diagnostic) {
        let configuration = try PluginConfiguration(at: source, of: name, context)
        try configuration.check(dicts: ["compose", "groups"], lists: ["keyed_groups"], of: name, in: source)
        let construction = Construction(configuration, context)
        for host in Array(inventory.hosts.keys) {
            do {
                try construction.apply(to: host, in: &inventory)
            } catch {
                throw Diagnostic(
                    chain: [.init("Failed to parse '\(source)'.", at: PluginSource.origin(of: source))] + error.links)
            }
        }
    }
}

/// What a file of the plugin `constructed` asks for.
struct Construction {
    private let configuration: PluginConfiguration
    private let context: InventoryContext
    private let variables: InventoryVariables
    private let isStrict: Bool

    init(_ configuration: PluginConfiguration, _ context: InventoryContext) {
        self.configuration = configuration
        self.context = context
        variables = InventoryVariables(context)
        isStrict = configuration.flag("strict")
    }

    func apply(to host: String, in inventory: inout Inventory) throws(Diagnostic) {
        var templar = try self.templar(host, inventory, withExtra: context.usesExtraVars)
        for (name, value) in configuration.options["compose"]?.mapping ?? [:] {
            do {
                let result = try Self.evaluate(value, templar)
                inventory.setVariable(name.text ?? "", result, of: host)
                inventory.hosts[host]?.computed.insert(name)
            } catch {
                try complain("Could not set \(name.text ?? "") for host \(host)", error)
            }
        }
        templar = try self.templar(host, inventory, withExtra: false)
        for (group, condition) in configuration.options["groups"]?.mapping ?? [:] {
            let group = context.groupName(group.text ?? "")
            do {
                if try templar.condition(condition) {
                    inventory.addHost(host, to: inventory.addGroup(named: group, context))
                }
            } catch {
                try complain("Could not add host \(host) to group \(group)", error)
            }
        }
        let keyed = try self.templar(host, inventory, withExtra: context.usesExtraVars)
        for entry in configuration.options["keyed_groups"]?.sequence ?? [] {
            guard let options = entry.mapping, !options.isEmpty else {
                throw Diagnostic("Invalid keyed group entry, it must be a dictionary: \((try? entry.string()) ?? "") ")
            }
            try add(host, KeyedGroup(options, configuration), keyed, to: &inventory)
        }
    }

    private func add(
        _ host: String, _ keyed: KeyedGroup, _ templar: Templar, to inventory: inout Inventory
    ) throws(Diagnostic) {
        let key: Value
        do {
            key = try Self.evaluate(keyed.key, templar)
        } catch {
            let text = (try? keyed.key.string()) ?? ""
            return try complain("Could not generate group for host \(host) from \(text) entry", error)
        }
        guard let names = try keyed.names(for: key) else {
            let isEmptyContainer = key.sequence?.isEmpty == true || key.mapping?.isEmpty == true
            guard isStrict, !isEmptyContainer else { return }
            throw Diagnostic(
                "No key or key resulted empty for \((try? keyed.key.string()) ?? "") in host \(host), invalid entry")
        }
        var parent: String?
        do {
            parent = try keyed.parent.map { value throws(Diagnostic) in try templar.renderText(value) }
        } catch {
            let text = (try? keyed.parent?.string()) ?? ""
            return try complain("Could not generate parent group '\(text)' for group", error)
        }
        for name in names {
            let group = inventory.addGroup(named: name, context)
            inventory.addHost(host, to: group)
            if let parent, !parent.isEmpty {
                try inventory.addChild(group, to: inventory.addGroup(named: parent, context))
            }
        }
    }

    private func complain(_ message: String, _ error: Diagnostic) throws(Diagnostic) {
        guard isStrict else { return }
        var failure = Diagnostic("\(message): \(error.briefMessage)")
        failure.isApart = true
        throw failure
    }

    private func templar(_ host: String, _ inventory: Inventory, withExtra: Bool) throws(Diagnostic) -> Templar {
        var layers: [Dict]
        if configuration.flag("use_vars_plugins", default: context.usesVariableFiles) {
            layers = try variables.layers(for: host, in: inventory, playDirectories: [])
        } else {
            // Groups of sources that are still being read are under `all` only where something put them there.
            let groups = inventory.groups(of: host)
            let isUnderAll = groups.contains { inventory.ancestors(of: $0.name).contains("all") }
            layers = isUnderAll ? [inventory.groups["all"]?.vars ?? [:]] : []
            layers += groups.map(\.vars)
            layers.append(inventory.hosts[host]?.vars ?? [:])
        }
        if let facts = context.cachedFacts(host) { layers.append(facts) }
        layers.append(inventory.magicVariables(of: host))
        if configuration.flag("use_extra_vars", default: withExtra) { layers.append(context.extraVars) }
        return context.templar(layers)
    }

    private static func evaluate(_ value: Value, _ templar: Templar) throws(Diagnostic) -> Value {
        switch value {
        case .template(let template): return try templar.evaluate(expression: template)
        case .string(let text): return try templar.evaluate(expression: Template(text))
        default: throw Diagnostic("Expression must be a string, not \(value.typeName).")
        }
    }
}

extension InventoryContext {
    func templar(_ layers: [Dict]) -> Templar {
        Templar(
            environment: .ansible, variables: VariableStack(layers),
            lookups: LookupContext(table: .ansible, basedir: files.currentDirectory, environment: environment))
    }
}
