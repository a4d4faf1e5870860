import Diagnostics
import Modules
import Values

/// The result that stands in what a module printed.
struct ModuleResult {
    let output: ModuleOutput
    /// The interpreter's command, for the message that it is not there; nil where there was none.
    let interpreter: String?
    /// Whether texts that are not valid Unicode are refused (`module_strict_utf8_response`).
    let refusesSurrogates: Bool
    /// Whether the traceback of a failure is kept (`display_traceback`).
    var keepsTraceback = false

    func result() -> TaskResult {
        do throws(ValueError) {
            let (text, junk) = try json()
            guard let values = try JSON.parse(text, refusesSurrogates: refusesSurrogates).mapping else {
                throw ValueError(.value, "Malformed result")
            }
            var made: TaskResult = [:]
            var result = SerializedValue.plain(.dict(values)).mapping ?? [:]
            var warnings = junk.map { ["Module invocation had junk after the JSON data: \($0)"] } ?? []
            warnings += Self.clean(&result)
            result = result.mapValues { Self.withoutInternals($0) }
            if !warnings.isEmpty {
                result["warnings"] = .list(
                    warnings.map { .string($0) } + (result["warnings"]?.sequence ?? []))
            }
            let exception = result.removeValue(forKey: "exception")
            if keepsTraceback { made.traceback = exception?.mapping?["traceback"]?.text ?? exception?.text }
            if let error = exception?.mapping, let message = error["msg"], result["msg"] == nil {
                let words = ([message] + (error["causes"]?.sequence ?? [])).compactMap(\.text)
                let sentence = Diagnostic(chain: words.map { Diagnostic.Note($0) }).briefMessage
                result["msg"] = .string("Task failed: Module failed: \(sentence)")
                made.cause = sentence
            }
            made.values = result
            return made
        } catch {
            return failure(error.message)
        }
    }

    /// The JSON object among the lines; what follows it.
    private func json() throws(ValueError) -> (text: String, junk: String?) {
        let lines = ResultShape.splitLines(output.output)
        guard let start = lines.firstIndex(where: { $0.trimmed().hasPrefix("{") }) else {
            throw ValueError(.value, "No start of json char found")
        }
        guard let end = lines[start...].lastIndex(where: { $0.trimmed().hasSuffix("}") }) else {
            throw ValueError(.value, "No end of json char found")
        }
        let junk = lines[(end + 1)...]
        let hasJunk = junk.contains { !$0.trimmed().isEmpty }
        return (
            lines[start...end].joined(separator: "\n"), hasJunk ? junk.joined(separator: "\n") : nil
        )
    }

    /// Removes what a module may not say; gives the warnings about it.
    private static func clean(_ result: inout Dict) -> [String] {
        var warnings: [String] = []
        if let results = result["results"], results.sequence == nil {
            result["results"] = nil
            result["ansible_module_results"] = results
            warnings.append("Found internal 'results' key in module return, renamed to 'ansible_module_results'.")
        }
        for key in result.keys {
            guard let name = key.text,
                name.hasPrefix("_ansible_") && name != "_ansible_parsed" || name == "add_host"
                    || name == "add_group"
            else { continue }
            let shown = (try? result[key]?.string()) ?? ""
            warnings.append("Removed unexpected internal key in module return: \(name) = \(shown)")
            result[key] = nil
        }
        for key: Value in ["warnings", "deprecations"] where result[key]?.truth == false { result[key] = nil }
        if var facts = result["ansible_facts"]?.mapping {
            for key in facts.keys {
                let name = key.text ?? ""
                if name.hasPrefix("discovered_interpreter_") || name.hasPrefix("ansible_discovered_interpreter_") {
                    facts[key] = nil
                } else if FactNames.isRestricted(key), !name.hasPrefix("_ansible_") {
                    warnings.append("Removed restricted key from module data: \(name)")
                }
            }
            result["ansible_facts"] = .dict(facts)
        }
        return warnings
    }

    /// `value` without internal keys, at every depth.
    private static func withoutInternals(_ value: Value, depth: Int = 0) -> Value {
        guard depth < Value.depthLimit else { return value }
        switch value {
        case .list(let list): return .list(list.items.map { withoutInternals($0, depth: depth + 1) })
        case .dict(let dict):
            return .dict(
                dict.items.filter { $0.key.text?.hasPrefix("_ansible_") != true }
                    .mapValues { withoutInternals($0, depth: depth + 1) })
        default: return value
        }
    }

    private func failure(_ reason: String) -> TaskResult {
        var message = "Module result deserialization failed: \(reason)"
        var help = "See stdout/stderr for the returned output."
        if let interpreter, isMissing(interpreter) {
            message = "The module interpreter '\(interpreter)' was not found."
            help = "Consider overriding the configured interpreter path for this host. " + help
        }
        var result: TaskResult = [
            "failed": true, "msg": .string(message), "module_stdout": .string(output.output),
            "module_stderr": .string(output.error), "rc": .int(output.status),
        ]
        result.help = help
        if keepsTraceback, output.error.contains("Traceback") { result.traceback = output.error }
        return result
    }

    private func isMissing(_ interpreter: String) -> Bool {
        let words = ["No such file or directory", "not found", "command not found"]
        return words.contains { word in
            [output.error, output.output].contains { $0.contains("\(interpreter): \(word)") }
        }
    }
}
