public import Values

/// What lookups and file filters know of the world outside the variables; whoever runs tasks fills it in.
public struct LookupContext: Sendable {
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

    public init(basedir: String = ".", searchPath: [String] = [], environment: [String: String] = [:]) {
        self.basedir = basedir
        self.searchPath = searchPath
        self.environment = environment
        inventoryHosts = { _ in [] }
        setting = { _ in nil }
        collectionVersion = { _ in nil }
        hasModule = { _ in false }
    }
}

/// Which setting the `config` lookup asks for.
public struct SettingQuery: Sendable, Hashable {
    public var name: String
    /// `connection`, `become`, …; nil for a global setting.
    public var pluginType: String?
    public var pluginName: String?

    public init(name: String, pluginType: String? = nil, pluginName: String? = nil) {
        self.name = name
        self.pluginType = pluginType
        self.pluginName = pluginName
    }
}

/// What a setting is and where that comes from.
public struct SettingAnswer: Sendable {
    public var value: Value
    /// `default`, `env: NAME`, the path of the configuration file, or `REQUIRED` where it must be set and is not.
    public var origin: String
    /// Variables that set it, for options of plugins; they win over the value.
    public var variables: [String]

    public init(_ value: Value, origin: String = "default", variables: [String] = []) {
        self.value = value
        self.origin = origin
        self.variables = variables
    }
}

/// Sealing and opening vaulted text, as the filters `vault` and `unvault` and the file lookups need it.
public protocol VaultAccess: Sendable {
    /// The armoured vault text of `data` under `password`; `salt` nil for a random one.
    func seal(_ data: [UInt8], password: [UInt8], id: String, salt: [UInt8]?) throws(ValueError) -> String
    /// The content of the armoured `text`, opened with `password`, or with the secrets of this run where it is nil.
    func open(_ text: [UInt8], password: [UInt8]?) throws(ValueError) -> [UInt8]
}

/// An HTTP GET of the `url` lookup, its options already checked.
public struct FetchRequest: Sendable {
    public var url: String
    /// The URL as messages may show it, without its password.
    public var shown: String
    public var headers: [(name: String, value: String)] = []
    /// Lower-case or not, the names of headers that a redirected request does not carry.
    public var firstOnlyHeaders: [String] = []
    /// Whether caches are told to ask the server.
    public var asksForFresh = false
    public var user: String?
    public var password: String?
    public var forcesBasicAuthentication = false
    public var usesNetrc = true
    public var validatesCertificates = true
    public var usesProxy = true
    public var timeout: Double = 10
    public var followsRedirects = "urllib2"
    public var userAgent = "ansible-httpget"
    public var unixSocket: String?
    public var authorityFile: String?

    public init(url: String, shown: String) {
        self.url = url
        self.shown = shown
    }
}

public struct FetchResponse: Sendable {
    public var status: Int
    public var reason: String
    public var body: [UInt8]

    public init(status: Int, reason: String, body: [UInt8]) {
        self.status = status
        self.reason = reason
        self.body = body
    }
}

/// A lookup that is not built in. Terms, options and variables reach it as plain data.
public struct ForeignLookup: Sendable {
    public typealias Body =
        @Sendable (_ terms: [Value], _ options: Dict, _ variables: Dict) throws(ValueError) -> [Value]

    /// Whether it wants undefined terms and options itself.
    public let acceptsUndefined: Bool
    public let body: Body

    public init(acceptsUndefined: Bool, _ body: @escaping Body) {
        self.acceptsUndefined = acceptsUndefined
        self.body = body
    }
}
