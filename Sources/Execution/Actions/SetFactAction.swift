import Diagnostics
import Playbook
import Templating
import Values

/// Variables for the rest of the run.
struct SetFactAction: Action {
    static let names = ["ansible.builtin.set_fact"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        let isCacheable = try call.bool("cacheable", false)
        var facts: Dict = [:]
        var marked: Dict = [:]
        for (key, value) in call.arguments where key != "cacheable" {
            let name = Value.string(try VariableName.checked(key, call))
            facts[name] = value
            marked[name] = call.marked[key]
        }
        guard !facts.isEmpty else {
            throw TaskFailure("No key/value pairs provided, at least one is required for this action to succeed")
        }
        var result: TaskResult = [
            "ansible_facts": .dict(facts)
        ]
        result.keepsFacts = isCacheable
        if !marked.isEmpty {
            result.marks["ansible_facts"] = .dict(ValueDict(facts.merging(marked) { $1 }, mayHoldTemplates: true))
        }
        return .result(result)
    }
}

/// Names that variables may have.
enum VariableName {
    /// A name given as an argument, rendered where it is a template; throws for what no variable may be called.
    static func checked(_ key: Value, _ call: ActionCall) throws(TaskFailure) -> String {
        let written = key.text ?? (try? key.string()) ?? ""
        var name = key
        if written.contains("{{") {
            do throws(Diagnostic) {
                name = try call.templar.render(.template(Template(written, span: call.task.span)))
            } catch {
                throw TaskFailure(error)
            }
        }
        guard let text = name.text, isValid(text) else {
            throw TaskFailure(
                Diagnostic(
                    "Invalid variable \(description(of: name)).", at: call.task.action.span(ofName: written),
                    help: "Variable names must be strings starting with a letter or underscore character, and contain "
                        + "only letters, numbers and underscores."))
        }
        return text
    }

    /// A name as it is complained about: what it says where it is plain, and its type where it is no text.
    private static func description(of name: Value) -> String {
        if let text = name.text { return "name '\(text)'" }
        let isPlain = name.mapping == nil && name.sequence == nil
        let shown = isPlain ? (try? name.string()).map { " '\($0)'" } ?? "" : ""
        return "name\(shown) of type '\(name.typeName)'"
    }

    static func isValid(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, first == "_" || first.properties.isXIDStart else { return false }
        return name.unicodeScalars.allSatisfy { $0.isASCII && $0.properties.isXIDContinue } && !keywords.contains(name)
    }

    /// What no expression can take for the name of a variable.
    private static let keywords: Set<String> = ["true", "false", "none", "True", "False", "None", "not"]
}
