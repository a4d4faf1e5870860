public import Values

/// What a validation found.
public struct ArgumentReport: Sendable {
    /// The arguments, converted, with defaults; an option that was not given and has none is there as none.
    public var values: Dict
    /// In the order in which ansible-core reports them; unsupported parameters come last.
    public var errors: [String]
    /// Whether the first error is about unsupported parameters.
    public var startsWithUnsupported: Bool
    public var warnings: [String]
    /// Values of `no_log` options.
    public var secrets: Secrets
}
