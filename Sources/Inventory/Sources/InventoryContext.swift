public import Diagnostics
public import Loading
import Templating
public import Values

/// What reading inventories needs to know of the world.
public struct InventoryContext: Sendable {
    public var files: DataLoader
    /// File name endings that are left out of directories.
    public var ignoredExtensions = [
        ".pyc", ".pyo", ".swp", ".bak", "~", ".rpm", ".md", ".txt", ".rst", ".orig", ".cfg", ".retry",
    ]
    /// Regular expressions of file names that are left out of directories.
    public var ignoredPatterns: [String] = []
    /// Which kinds of source are tried, and in which order.
    public var enabled = ["host_list", "script", "auto", "yaml", "ini", "toml"]
    /// What becomes of group names that cannot be variables.
    public var groupNames = GroupNameRule.never
    /// Variables of the command line, for sources that ask for them.
    public var extraVars: Dict = [:]
    /// Whether sources that make variables from others may see ``extraVars``, and group_vars and host_vars, unless they
    /// say so themselves.
    public var usesExtraVars = false
    /// Whether every host has an `ansible_local`, empty before facts are known: where facts are no variables
    /// (`inject_facts_as_vars`).
    public var showsLocalFacts = false
    public var usesVariableFiles = false
    /// What an earlier run learned about a host.
    public var cachedFacts: @Sendable (_ host: String) -> Dict? = { _ in nil }
    public var environment: [String: String] = [:]
    /// Whether it is an error that no source at all can be read.
    public var failsOnNone = false
    /// Whether a source that nothing can read is an error.
    public var failsOnUnparsed = false
    /// Whether dicts that several sources give one variable are merged (`hash_behaviour = merge`).
    public var mergesDictionaries = false
    /// Whether what an inventory script says to its standard error is shown though all went well.
    public var showsScriptErrors = true
    /// Takes warnings.
    public var report: @Sendable (Diagnostic) -> Void = { _ in }

    /// Whether there is an inventory plugin of that name that is not built in, and what it says.
    public var hasForeign: @Sendable (_ plugin: String) -> Bool = { _ in false }
    public var foreign: @Sendable (ForeignInventoryRequest) throws(Diagnostic) -> ForeignInventoryAnswer = { _ in
        .unknown
    }
    /// What vars plugins that are not built in know of a host or group; nil where there are none.
    public var foreignVariables: (@Sendable (ForeignVariablesRequest) throws(Diagnostic) -> Dict)?
    /// Whether group_vars and host_vars count, and whether those beside playbooks do.
    public var readsVariableFiles = (anywhere: true, besidePlaybooks: true)

    /// Whether plugins may use what they have kept of earlier runs.
    public var usesCache = true

    /// Takes what only those want to know who look for a fault (`-vvv`).
    public var remark: @Sendable (String) -> Void = { _ in }

    public init(files: DataLoader) { self.files = files }

    func warn(_ message: String, notes: [Diagnostic.Note] = []) {
        report(Diagnostic(message, severity: .warning, notes: notes))
    }
}
