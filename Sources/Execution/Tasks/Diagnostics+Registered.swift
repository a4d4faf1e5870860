import Diagnostics
import Values

extension [Diagnostic] {
    /// The keys `warnings` and `deprecations` that a result is registered with.
    var registered: Dict {
        var result: Dict = [:]
        let warnings = filter { $0.severity == .warning }.map { Value.string($0.message) }
        let deprecations = filter { $0.severity == .deprecation }.map { Value.dict(["msg": .string($0.message)]) }
        if !warnings.isEmpty { result["warnings"] = .list(warnings) }
        if !deprecations.isEmpty { result["deprecations"] = .list(deprecations) }
        return result
    }
}
