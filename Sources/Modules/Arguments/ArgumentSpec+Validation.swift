public import Values

extension ArgumentSpec {
    /// Its own options, and where it has them those of file attributes.
    public var allOptions: [Option] {
        guard fileAttributes else { return options }
        let own = Set(options.map(\.name))
        return options + FileAttributes.options.filter { !own.contains($0.name) }
    }

    /// Everything ansible-core's ArgumentSpecValidator finds in `given`, with all errors.
    public func report(on given: Dict, paths: PathExpansion = .none) -> ArgumentReport {
        var validator = ArgumentValidator(paths: paths)
        let values = validator.validate(given, by: self)
        var errors = validator.errors
        let startsWithUnsupported = errors.isEmpty && !validator.unsupported.isEmpty
        if let last = validator.unsupported.last {
            let names = validator.unsupported.map(\.name).sorted().joined(separator: ", ")
            errors.append("\(names). Supported parameters include: \(last.supported).")
        }
        for name in operands where errors.isEmpty {
            do throws(ModuleFailure) { try OptionLike.refuse(values[.string(name)], of: name) } catch {
                errors.append(error.message)
            }
        }
        return ArgumentReport(
            values: values, errors: errors, startsWithUnsupported: startsWithUnsupported,
            warnings: validator.warnings, secrets: validator.secrets)
    }

    /// The arguments of a task for a module; throws the message with which ansible-core's module would fail.
    public func validate(
        _ given: Dict, moduleName: String, paths: PathExpansion = .none
    ) throws(ModuleFailure) -> (arguments: Arguments, report: ArgumentReport) {
        let report = report(on: given, paths: paths)
        return (try report.arguments(moduleName: moduleName), report)
    }
}
