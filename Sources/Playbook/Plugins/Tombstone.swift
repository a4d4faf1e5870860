import Diagnostics
import Values

/// Word of a module or action that has been removed, and of what is to be used in its place.
struct Tombstone {
    /// What was removed, by its full name.
    let name: String
    let isAction: Bool
    private let entry: Dict

    init(_ name: String, isAction: Bool = false, _ entry: Dict) {
        self.name = name
        self.isAction = isAction
        self.entry = entry
    }

    /// The one thing that ansible-core itself has removed without a collection that took it.
    static let include = Tombstone(
        "ansible.builtin.include", isAction: true,
        ["removal_date": "2023-05-16", "warning_text": "Use include_tasks or import_tasks instead."])

    var error: Diagnostic {
        func text(_ key: Value) -> String? { entry[key].flatMap { $0.isNone ? nil : try? $0.string() } }
        var message = "The '\(name)' \(isAction ? "action plugin" : "module") has been removed."
        if let hint = text("warning_text").map(Self.singleLine), !hint.isEmpty { message += " \(hint)" }
        if !message.hasSuffix(".") { message += "." }
        let collection = name.split(separator: ".").prefix(2).joined(separator: ".")
        let source = collection == "ansible.builtin" ? "ansible-core" : "collection '\(collection)'"
        let when =
            text("removal_date").map { "in a release after \($0)" } ?? text("removal_version").map { "version \($0)" }
        message += " This feature was removed from \(source)\(when.map { " \($0)" } ?? "")."
        return Diagnostic(message).asGeneralError
    }

    private static func singleLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
