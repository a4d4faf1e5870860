/// What a plugin wants of what it gets, beyond plain values.
public struct PluginTraits: OptionSet, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// It gets undefined values itself; others never see them, the first one is passed on.
    public static let takesUndefined = PluginTraits(rawValue: 1)
    /// A filter or test that gets texts with what is known of where they come from, as ``TracedText``.
    public static let takesTraced = PluginTraits(rawValue: 2)
}

/// A plugin of an environment by its kind and name.
public enum PluginName: Hashable, Sendable {
    case filter(String)
    case test(String)
    case function(String)
}
