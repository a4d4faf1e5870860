public import Loading
public import Values

/// What lookups and file filters know beside the variables; the code that runs tasks fills it in.
public struct LookupContext: Sendable {
    /// The lookups that are built in.
    public var table: LookupTable
    /// The directory of the playbook: relative names are looked for there last.
    public var basedir: String
    /// Directories searched for relative files, nearest first (`ansible_search_path`): the role, the task file, the play.
    public var searchPath: [String]
    /// The hosts that an inventory pattern selects, in inventory order.
    public var inventoryHosts: @Sendable (_ pattern: String) throws(ValueError) -> [String]
    /// A setting of the configuration by its name (`DEFAULT_ROLES_PATH`), or of a plugin; nil where there is none.
    /// Throws for a plugin that does not exist and for values that do not fit.
    public var setting: @Sendable (_ query: SettingQuery) throws(ValueError) -> SettingAnswer?
    /// Vault operations; nil where no vault is at hand.
    public var vault: (any VaultAccess)?
    /// Sends an HTTP request for the `url` lookup and waits; nil where none can be sent.
    public var fetch: (@Sendable (_ request: FetchRequest) throws(ValueError) -> FetchResponse)?
    /// Runs a native module on the controller and gives its result; nil where none can be run.
    public var query: (@Sendable (_ module: String, _ arguments: Dict) -> Dict)?
    /// The version of an installed collection, `*` for one without; nil where it is not installed.
    public var collectionVersion: @Sendable (_ name: String) -> String?
    /// Whether a module or an action has that name.
    public var hasModule: @Sendable (_ name: String) -> Bool
    /// A lookup that is not built in; nil where none has that name.
    public var foreign: (@Sendable (_ name: String) -> ForeignLookup?)?
    /// The host whose variables are in use; its lookups `merge_variables` and `hostvars` start from there.
    public var host: String?
    /// The subdirectory that the task's action takes its files from (`templates`, `vars`, `files`), for `with_first_found`.
    public var fileKind = "files"
    /// Environment variables of the controller.
    public var environment: [String: String]

    public init(
        table: LookupTable = .none, basedir: String = ".", searchPath: [String] = [],
        environment: [String: String] = [:]
    ) {
        self.table = table
        self.basedir = basedir
        self.searchPath = searchPath
        self.environment = environment
        inventoryHosts = { _ in [] }
        setting = { _ in nil }
        collectionVersion = { _ in nil }
        hasModule = { _ in false }
    }
}
