import Diagnostics
import Jinja
import Templating
import Values

/// `failed`, `changed`, `skipped`, …: what became of a task, read from its registered result.
enum ResultTests {
    static let rows = [
        row("failed", "failure") { $0.truth("failed") },
        row("succeeded", "success", "successful", expecting: "failed") { !$0.truth("failed") },
        row("unreachable") { $0.truth("unreachable") },
        row("reachable", expecting: "unreachable") { !$0.truth("unreachable") },
        row("skipped", "skip") { $0.truth("skipped") },
        row("changed", "change", expecting: "changed", isChanged),
        row("timedout") { result in
            guard let value = result.items["timedout"], value.truth, let dict = value.mapping else { return false }
            return dict["period"]?.truth ?? false
        },
        asynchronous("started"),
        asynchronous("finished"),
    ]

    private static func row(
        _ names: String..., expecting name: String? = nil,
        _ holds: @escaping @Sendable (ValueDict) throws(TemplateError) -> Bool
    ) -> TestRow {
        let shown = name ?? names[0]
        return TestRow(names) { call throws(TemplateError) in try holds(try result(call, shown)) }
    }

    private static func result(_ call: PluginCall, _ name: String) throws(TemplateError) -> ValueDict {
        guard case .dict(let dict) = call.input else {
            throw call.failure("The '\(name)' test expects a dictionary")
        }
        return dict
    }

    private static func isChanged(_ result: ValueDict) throws(TemplateError) -> Bool {
        if let changed = result.items["changed"] { return changed.truth }
        guard case .list(let results)? = result.items["results"] else { return false }
        guard let first = results.items.first else { throw TemplateError(.index, "list index out of range") }
        guard case .dict = first else { return false }
        return results.items.contains { $0.mapping?["changed"]?.truth ?? false }
    }

    private static func asynchronous(_ name: String) -> TestRow {
        TestRow(name) { call throws(TemplateError) in
            if let value = try result(call, name).items[.string(name)] { return value.truth }
            call.templar?.sink.add(
                Diagnostic(
                    "The '\(name)' test expects an async task, but a non-async task was tested", severity: .warning))
            return true
        }
    }
}

extension ValueDict {
    /// Python's truth of an entry; false where there is none.
    fileprivate func truth(_ key: String) -> Bool { items[.string(key)]?.truth ?? false }
}
