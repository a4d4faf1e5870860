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
        var result: Dict = [
            "ansible_facts": .dict(facts), "_ansible_facts_cacheable": .bool(isCacheable), "changed": false,
        ]
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
        var name = key.text ?? (try? key.string()) ?? ""
        if name.contains("{{") {
            do throws(Diagnostic) {
                name = try call.templar.renderText(.template(Template(name, span: call.task.span)))
            } catch {
                throw TaskFailure(error)
            }
        }
        guard isValid(name) else { throw TaskFailure(Diagnostic("Invalid variable name '\(name)'.")) }
        return name
    }

    static func isValid(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, first == "_" || first.properties.isXIDStart else { return false }
        return name.unicodeScalars.allSatisfy { $0.properties.isXIDContinue } && !keywords.contains(name)
    }

    private static let keywords: Set<String> = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
        "not", "or", "pass", "raise", "return", "try", "while", "with", "yield", "true", "false", "none",
    ]
}
