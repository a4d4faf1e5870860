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

    /// The arguments for a module; throws the message with which ansible-core's module would fail.
    public func arguments(moduleName: String) throws(ModuleFailure) -> Arguments {
        guard let error = errors.first else { return Arguments(values) }
        throw ModuleFailure(
            startsWithUnsupported ? "Unsupported parameters for (\(moduleName)) module: \(error)" : error)
    }
}
