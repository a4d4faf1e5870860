public import Values

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
