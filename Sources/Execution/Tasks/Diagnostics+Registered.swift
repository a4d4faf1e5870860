import Diagnostics
import Values

extension [Diagnostic] {
    /// The keys `warnings` and `deprecations` that a result is registered with.
    func registered(_ deprecations: [Value]) -> Dict {
        var result: Dict = [:]
        let warnings = filter { $0.severity == .warning }.map { Value.string($0.message) }
        if !warnings.isEmpty { result["warnings"] = .list(warnings) }
        if !deprecations.isEmpty { result["deprecations"] = .list(deprecations) }
        return result
    }

    /// The deprecations as they are registered; `described` stands for the first of them.
    func deprecations(described: [Value] = []) -> [Value] {
        described
            + filter { $0.severity == .deprecation }.dropFirst(described.count).map { ["msg": .string($0.message)] }
    }
}
