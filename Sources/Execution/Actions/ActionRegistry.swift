import Modules
import Playbook
import Values

/// Every action and module by its names, and what the engine must know of each.
struct ActionRegistry: Sendable {
    private let actions: [String: any Action]

    init() {
        var actions: [String: any Action] = [:]
        for action in Self.all { for name in type(of: action).names { actions[name] = action } }
        self.actions = actions
    }

    private static let all: [any Action] = [
        DebugAction(), SetFactAction(), AssertAction(), FailAction(), IncludeVarsAction(), AddHostAction(),
        GroupByAction(), PauseAction(), GatherFactsAction(), CopyAction(), TemplateAction(), FetchAction(),
        ScriptAction(), RawAction(), UnarchiveAction(), PackageAction(), RebootAction(), WaitForConnectionAction(),
        SetStatsAction(), ValidateArgumentsAction(), AssembleAction(), AsyncStatusAction(), UriAction(),
        SynchronizeAction(), KubernetesAction(), UserAction(), ExpressionsAction(), ShellAction(), ServiceAction(),
        DnfAction(),
    ]

    func action(for name: String) -> any Action { actions[name] ?? ModuleAction() }

    /// Names that only the engine knows: includes, imports and `meta`.
    static let engineNames = [
        "include_tasks", "import_tasks", "include_role", "import_role", "meta", "import_playbook",
    ].map { "ansible.builtin.\($0)" }

    /// Every fully qualified name that can be called.
    var names: Set<String> {
        Set(actions.keys).union(ModuleRegistry.native.modules.keys).union(Self.engineNames)
    }

    /// The qualified name of what an author called; nil where there is no such action or module.
    ///
    /// A module of a `library` wins over a native one of its name, but not over an action. Modules of collections
    /// are for what is not native.
    func resolve(_ name: String, collections: [String], plugins: PluginPaths) -> String? {
        if name.contains(".") { return qualified(name, plugins) }
        var places = collections
        if !places.contains("ansible.builtin"), !places.contains("ansible.legacy") { places.append("ansible.legacy") }
        places += ["ansible.posix", "community.general"]
        return places.lazy.compactMap { self.qualified("\($0).\(name)", plugins) }.first
    }

    /// What `resolved` stands for by now: a role that was read later may have brought a module of that short name.
    func current(_ resolved: String, writtenAs name: String, plugins: PluginPaths) -> String {
        guard !name.contains("."), let short = Self.bare(resolved, of: "ansible.builtin"), short == name else {
            return resolved
        }
        return qualified("ansible.legacy.\(short)", plugins) ?? resolved
    }

    private func qualified(_ name: String, _ plugins: PluginPaths, moves: Int = 0) -> String? {
        func moved(_ name: String) -> String? {
            guard moves < 10, let target = plugins.redirect(name), target != name else { return nil }
            return qualified(target, plugins, moves: moves + 1)
        }
        if let short = Self.bare(name, of: "ansible.legacy") {
            if plugins.plugin(short, .action) != nil { return name }
            let builtin = "ansible.builtin.\(short)"
            if actions[builtin] == nil, !Self.engineNames.contains(builtin), plugins.module(short) != nil {
                return name
            }
            return qualified(builtin, plugins, moves: moves)
        }
        if isNative(name) { return name }
        if let short = Self.bare(name, of: "ansible.builtin") {
            return moved(short)
        }
        let isThere = plugins.collectionFile(name, .module) != nil || plugins.collectionFile(name, .action) != nil
        return isThere ? name : moved(name)
    }

    /// The file of an action in Python; nil for every other name. Beside playbooks and in roles such a file wins over
    /// whatever has its name.
    func foreign(_ name: String, _ plugins: PluginPaths) -> String? {
        if let short = Self.bare(name, of: "ansible.legacy") { return plugins.plugin(short, .action) }
        return isNative(name) || name.hasPrefix("ansible.builtin.") ? nil : plugins.collectionFile(name, .action)
    }

    /// The qualified name of a module, whatever actions have its name.
    func module(_ name: String, collections: [String], plugins: PluginPaths) -> String? {
        let bare = ["ansible.legacy", "ansible.builtin"].lazy.compactMap { Self.bare(name, of: $0) }.first ?? name
        if plugins.module(bare) != nil { return "ansible.legacy.\(bare)" }
        if ModuleRegistry.native["ansible.builtin.\(bare)"] != nil { return "ansible.builtin.\(bare)" }
        return resolve(name, collections: collections, plugins: plugins)
    }

    /// The name without the collection's.
    static func bare(_ name: String, of collection: String) -> String? {
        let rest = name.utf8.dropFirst(collection.utf8.count)
        guard rest.first == UInt8(ascii: "."), name.hasPrefix(collection) else { return nil }
        return String(rest.dropFirst())
    }

    private func isNative(_ name: String) -> Bool {
        actions[name] != nil || ModuleRegistry.native[name] != nil || Self.engineNames.contains(name)
    }

    /// Whether a module (not the controller) makes its result.
    func isModule(_ name: String) -> Bool {
        ModuleRegistry.native[name] != nil || actions[name] == nil && !Self.engineNames.contains(name)
    }
    func isDebug(_ name: String) -> Bool { name == "ansible.builtin.debug" }
    /// Actions whose results are variables for the next item of their own loop.
    func setsVariables(_ name: String) -> Bool {
        ["set_fact", "include_vars", "setup", "gather_facts"].contains { name == "ansible.builtin.\($0)" }
            || name.hasSuffix("_facts")
    }
    /// Actions that change the inventory report their items only after it has changed.
    func isInventoryAction(_ name: String) -> Bool {
        name == "ansible.builtin.add_host" || name == "ansible.builtin.group_by"
    }
    func runsOnce(_ name: String) -> Bool { type(of: action(for: name)).runsOnceForAllHosts }
    func needsHostAlone(_ name: String) -> Bool { type(of: action(for: name)).needsHostAlone }

    /// Whether the builtin action of a short name runs its modules under names in `ansible.legacy`.
    static func runsLegacyModules(_ name: String) -> Bool { legacyRunners.contains(name) }

    private static let legacyRunners: Set = [
        "assemble", "async_status", "command", "copy", "dnf", "fetch", "package", "reboot", "script", "service",
        "shell", "template", "unarchive", "uri", "wait_for_connection", "yum",
    ]

    /// Actions whose arguments are conditions or expressions and must reach them as they were written.
    func rendersItself(_ name: String) -> Bool {
        name == "ansible.builtin.assert" || name == "ansible._protomatter.debug"
    }

    /// Actions whose arguments are stored on the controller, with vaulted texts in them as such and with marks on what
    /// authors wrote.
    func storesArguments(_ name: String) -> Bool { Self.storing.contains(name) }

    private static let storing: Set<String> = [
        "ansible.builtin.add_host", "ansible.builtin.debug", "ansible.builtin.set_fact",
    ]
}
