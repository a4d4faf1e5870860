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
        SetStatsAction(), ValidateArgumentsAction(), AssembleAction(),
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
    func resolve(_ name: String, collections: [String]) -> String? {
        let names = names
        if name.hasPrefix("ansible.legacy.") {
            let builtin = "ansible.builtin." + name.dropFirst("ansible.legacy.".count)
            return names.contains(builtin) ? builtin : nil
        }
        if name.contains(".") { return names.contains(name) ? name : nil }
        let places = collections + ["ansible.builtin", "ansible.posix", "community.general"]
        return places.lazy.map { "\($0).\(name)" }.first { names.contains($0) }
    }

    /// Whether a native module (not the controller) makes its result.
    func isModule(_ name: String) -> Bool { ModuleRegistry.native[name] != nil }
    func isDebug(_ name: String) -> Bool { name == "ansible.builtin.debug" }
    /// Actions that change the inventory report their items only after it has changed.
    func isInventoryAction(_ name: String) -> Bool {
        name == "ansible.builtin.add_host" || name == "ansible.builtin.group_by"
    }
    func runsOnce(_ name: String) -> Bool { type(of: action(for: name)).runsOnceForAllHosts }

    /// Actions whose arguments are conditions or expressions and must reach them as they were written.
    func rendersItself(_ name: String) -> Bool { name == "ansible.builtin.assert" }

    /// The keys of `module_defaults` that speak to `name`, weakest first.
    func defaultKeys(of name: String) -> [String] {
        var keys = [name]
        if name.hasPrefix("ansible.builtin.") { keys.insert(String(name.dropFirst(16)), at: 0) }
        return keys
    }
}
