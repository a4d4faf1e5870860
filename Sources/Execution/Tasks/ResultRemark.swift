import Diagnostics
import Values

/// A warning or deprecation as a result holds it: a text, or `msg` with what belongs to it.
struct ResultRemark {
    private let fields: Dict

    init(_ entry: Value) { fields = entry.mapping ?? ["msg": entry] }

    var message: String { fields["msg"].flatMap { try? $0.string() } ?? "" }

    private var help: String? { fields["help"]?.text }

    var warning: Diagnostic {
        var warning = Diagnostic(message, severity: .warning, help: help)
        warning.causes = (fields["causes"]?.sequence ?? []).compactMap(\.text).map { Diagnostic.Note($0) }
        return warning
    }

    /// With the sentence that says when the feature goes.
    var deprecation: Diagnostic {
        let end = message.last.map { "!?.".contains($0) } ?? true
        return Diagnostic(message + (end ? " " : ". ") + removal, severity: .deprecation, help: help)
    }

    /// The deprecation as a result is registered with it.
    var registered: Dict {
        func given(_ key: Value) -> Value? { fields[key].flatMap { $0.isNone ? nil : $0 } }
        let collection = given("collection_name")
        var entry: Dict = [
            "msg": .string(message), "collection_name": collection ?? .none,
            "deprecator": given("deprecator")
                ?? collection.map { ["resolved_name": $0, "type": Value.none] } ?? .none,
        ]
        if let date = given("date") { entry["date"] = date } else { entry["version"] = given("version") ?? Value.none }
        return entry
    }

    private var removal: String {
        let deprecator = fields["deprecator"]?.mapping
        let name = deprecator?["resolved_name"]?.text ?? fields["collection_name"]?.text
        let type = deprecator?["type"]?.text
        var collection = name
        var plugin = ""
        if let type, let name {
            let kind = type == "module" ? type : "\(type) plugin"
            let parts = name.split(separator: ".")
            if name == "ansible.builtin" {
                plugin = "the \(kind) API"
            } else {
                collection = parts.count > 2 ? parts.prefix(2).joined(separator: ".") : nil
                plugin = "\(kind) '\(parts.last ?? "")'"
            }
        }
        if collection != nil, !plugin.isEmpty { plugin += " in" }
        let source = collection.map { $0 == "ansible.builtin" ? "ansible-core" : "collection '\($0)'" } ?? ""
        let words = [
            "This feature will be removed", plugin.isEmpty && source.isEmpty ? "" : "from", plugin, source,
            when(collection),
        ]
        return words.filter { !$0.isEmpty }.joined(separator: " ") + "."
    }

    private func when(_ collection: String?) -> String {
        func text(_ key: Value) -> String? { fields[key].flatMap { $0.isNone ? nil : try? $0.string() } }
        guard collection != nil else { return "in the future" }
        if let date = text("date") { return "in a release after \(date)" }
        if let version = text("version") { return "version \(version)" }
        return "in a future release"
    }
}
