public import Diagnostics
public import Values

/// What loading needs to know of the world around the playbook.
public struct LoaderSettings: Sendable {
    /// Which modules and lookups there are.
    public var catalog: ActionCatalog
    /// Directories searched for roles after the playbook's own (`roles_path`), absolute.
    public var rolesPath: [String] = []
    /// Directories that hold an `ansible_collections` directory, absolute.
    public var collectionsPaths: [String] = []
    /// Where modules and plugins that are not built in stand.
    public var plugins = PluginPaths.Settings()
    /// Variables of the command line, which win over all others.
    public var extraVars: Dict = [:]
    /// Variables known before any host is: `ansible_version`, `playbook_dir` is added by the loader.
    public var baseVars: Dict = [:]
    /// `--force-handlers` (or its setting), for plays that do not say.
    public var forceHandlers = false
    /// Whether the variables of roles are their own (`private_role_vars`); nil where nothing says.
    public var privateRoleVars: Bool?
    /// Whether a word of a task that is no keyword is an error (`invalid_task_attribute_failed`), or left out with a
    /// warning.
    public var failsOnInvalidAttributes = true
    /// Renders a value with variables that are known at load time, weakest layer first.
    public var render: @Sendable (_ value: Value, _ layers: [Dict]) throws(RenderFailure) -> Value
    /// Takes warnings and deprecations.
    public var report: @Sendable (Diagnostic) -> Void = { _ in }

    public init(
        catalog: ActionCatalog,
        render: @escaping @Sendable (_ value: Value, _ layers: [Dict]) throws(RenderFailure) -> Value
    ) {
        self.catalog = catalog
        self.render = render
    }
}

extension LoaderSettings {
    /// Whether roles that are known before the play runs show their variables to it, unless they say themselves.
    var areRolesPublic: Bool { privateRoleVars.map { !$0 } ?? true }
}

/// Why a value could not be rendered at load time.
public struct RenderFailure: Error, Sendable {
    /// Whether a variable was missing: a host's variables may still have it.
    public var isUndefined: Bool
    public var diagnostic: Diagnostic

    public init(_ diagnostic: Diagnostic, isUndefined: Bool) {
        self.diagnostic = diagnostic
        self.isUndefined = isUndefined
    }
}
