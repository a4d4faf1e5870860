public import Diagnostics
import Loading
import Synchronization
import Templating
public import Values

/// The variables that inventories and the files of group_vars and host_vars beside them give to hosts.
///
/// Each file is read once; what a directory has for a group is worked out once.
public final class InventoryVariables: Sendable {
    /// The steps of `VARIABLE_PRECEDENCE`, weakest first.
    public enum Step: String, Sendable, CaseIterable {
        case allInventory = "all_inventory"
        case groupsInventory = "groups_inventory"
        case allFilesInventory = "all_plugins_inventory"
        case allFilesPlay = "all_plugins_play"
        case groupsFilesInventory = "groups_plugins_inventory"
        case groupsFilesPlay = "groups_plugins_play"
    }

    private let context: InventoryContext
    private let steps: [Step]
    private let found = Mutex<[String: Dict]>([:])
    private let missing = Mutex<[String: Bool]>([:])

    public init(_ context: InventoryContext, steps: [Step] = Step.allCases) {
        self.context = context
        self.steps = steps
    }

    /// The name that a group gets which a play calls `name`, by the rule for names of groups; warns where it breaks it.
    public func groupName(_ name: String) -> String { context.groupName(name) }

    /// A host's variables of Ansible's levels 3 to 10, weakest first; empty layers are left out.
    ///
    /// - Parameter playDirectories: the directories of playbooks, beside which group_vars and host_vars may lie too,
    ///   weakest first.
    public func layers(
        for host: String, in inventory: Inventory, playDirectories play: [String]
    ) throws(Diagnostic) -> [Dict] {
        let groups = inventory.groups(of: host)
        let names = groups.map(\.name)
        let given = [inventory.groups["all"]?.vars] + groups.map(\.vars) + [inventory.hosts[host]?.vars]
        for name in given.compactMap(\.self).flatMap({ ReservedName.among($0) { _ in nil } }) {
            context.report(name.warning)
        }
        let sources = directories(of: inventory)
        var layers: [Dict] = context.showsLocalFacts ? [["ansible_local": [:]]] : []
        for step in steps {
            switch step {
            case .allInventory: layers.append(inventory.groups["all"]?.vars ?? [:])
            case .groupsInventory: layers += groups.map(\.vars)
            case .allFilesInventory: layers += try files("group_vars", ["all"], sources)
            case .allFilesPlay: layers += try files("group_vars", ["all"], play, isOfPlay: true)
            case .groupsFilesInventory: layers += try files("group_vars", names, sources)
            case .groupsFilesPlay: layers += try files("group_vars", names, play, isOfPlay: true)
            }
        }
        layers.append(inventory.host(named: host)?.vars ?? [:])
        layers += try files("host_vars", [host], sources)
        layers += try files("host_vars", [host], play, isOfPlay: true)
        return layers.filter { !$0.isEmpty }
    }

    /// A group's own variables, weakest first: what its sources say, then what files beside them say.
    public func layers(
        forGroup group: String, in inventory: Inventory, playDirectories play: [String]
    ) throws(Diagnostic) -> [Dict] {
        var layers = [inventory.groups[group]?.vars ?? [:]]
        layers += try files("group_vars", [group], directories(of: inventory))
        layers += try files("group_vars", [group], play, isOfPlay: true)
        return layers.filter { !$0.isEmpty }
    }

    /// A host's own variables, without those of its groups, weakest first.
    public func ownLayers(
        for host: String, in inventory: Inventory, playDirectories play: [String]
    ) throws(Diagnostic) -> [Dict] {
        var layers = [inventory.host(named: host)?.vars ?? [:]]
        layers += try files("host_vars", [host], directories(of: inventory))
        layers += try files("host_vars", [host], play, isOfPlay: true)
        return layers.filter { !$0.isEmpty }
    }

    /// Reads all files again when they are next asked for.
    public func forget() {
        found.withLock { $0 = [:] }
        missing.withLock { $0 = [:] }
        context.files.forget()
    }

    private func directories(of inventory: Inventory) -> [String] {
        inventory.requested.compactMap { source in
            if source.contains(","), !context.files.exists(source) { return nil }
            return context.files.isDirectory(source) ? source : context.files.parent(of: source)
        }
    }

    /// What files and vars plugins have for the names in these directories.
    private func files(
        _ kind: String, _ names: [String], _ directories: [String], isOfPlay: Bool = false
    ) throws(Diagnostic) -> [Dict] {
        let reads = context.readsVariableFiles.anywhere && (!isOfPlay || context.readsVariableFiles.besidePlaybooks)
        var layers: [Dict] = []
        for directory in directories {
            let hasFiles = reads && hasDirectory(directory, kind)
            guard hasFiles || context.foreignVariables != nil else { continue }
            for name in names {
                if hasFiles { layers.append(try self.vars(directory, kind, name)) }
                layers.append(
                    try foreign(
                        ForeignVariablesRequest(
                            directory: directory, isOfPlay: isOfPlay, name: name, isHost: kind == "host_vars")))
            }
        }
        return layers.filter { !$0.isEmpty }
    }

    private func foreign(_ request: ForeignVariablesRequest) throws(Diagnostic) -> Dict {
        guard let ask = context.foreignVariables else { return [:] }
        let key = "\(request.isHost) \(request.isOfPlay) \(request.name) \(request.directory)"
        if let known = found.withLock({ $0[key] }) { return known }
        let vars = try ask(request)
        found.withLock { $0[key] = vars }
        return vars
    }

    private func hasDirectory(_ directory: String, _ kind: String) -> Bool {
        let path = context.files.join(directory, kind)
        if let known = missing.withLock({ $0[path] }) { return !known }
        let isThere = context.files.isDirectory(path)
        if !isThere, context.files.exists(path) {
            context.warn("Found \(kind) that is not a directory, skipping: \(path)")
        }
        missing.withLock { $0[path] = !isThere }
        return isThere
    }

    /// What a file says; where it cannot be opened or is no YAML, nothing of the inventory counts.
    private func value(at path: String) throws(Diagnostic) -> Value? {
        do throws(Diagnostic) {
            return try context.files.value(at: path)
        } catch {
            var error = error
            error.isParseError = true
            throw error
        }
    }

    private func vars(_ directory: String, _ kind: String, _ name: String) throws(Diagnostic) -> Dict {
        guard !name.hasPrefix("/") else { return [:] }
        let path = context.files.join(directory, kind)
        let key = context.files.join(path, name)
        if let known = found.withLock({ $0[key] }) { return known }
        var vars = Dict()
        for file in context.files.variableFiles(in: path, named: name) {
            guard let value = try self.value(at: file), !value.isNone else { continue }
            guard let dict = value.mapping else {
                throw Diagnostic("Could not process '\(file)': it must be a dictionary of variables.")
            }
            for name in context.files.reservedNames(among: dict, at: file) { context.report(name.warning) }
            vars.merge(dict) { $1 }
        }
        found.withLock { $0[key] = vars }
        return vars
    }
}
