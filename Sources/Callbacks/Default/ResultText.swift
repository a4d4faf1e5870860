import Execution
import Values
import YAML

/// A result as the default output shows it.
struct ResultText {
    struct Format {
        var isYAML: Bool
        /// Indented or not; nil lets verbosity decide.
        var isPretty: Bool?
    }

    var format: Format
    var verbosity: Int
    /// What one level is indented by, where it is indented at all.
    var indent = 4
    /// Whether of a `debug` only its message is shown.
    var shortensDebug = true

    func text(of report: TaskReport) -> String {
        var result = report.result
        if shortensDebug, report.isDebug { result = Self.debugOnly(result) }
        for key in ["failed", "skipped", "exception", "warnings", "deprecations"] { result[.string(key)] = nil }
        if verbosity < 3 {
            result["invocation"] = nil
            result["diff"] = nil
        }
        if report.task.hasLoop { result["results"] = nil }
        let isVerbose = report.detail == .always || verbosity > 2
        let indent = isVerbose ? 4 : self.indent
        let isIndented = format.isPretty ?? (isVerbose || format.isYAML)
        if format.isYAML { return yaml(result, isLossy: format.isPretty ?? true) }
        return Self.json(.dict(result), indent: isIndented ? indent : nil)
    }

    private static let hiddenInDebug = [
        "changed", "failed", "skipped", "invocation", "skip_reason", "ansible_loop_var", "ansible_index_var",
        "ansible_loop",
    ]

    private static func debugOnly(_ result: Dict) -> Dict {
        if let message = result["msg"] { return ["msg": message] }
        var shown = result
        for key in hiddenInDebug { shown[.string(key)] = nil }
        return shown
    }

    /// JSON with sorted keys and text as it is.
    static func json(_ value: Value, indent: Int?) -> String {
        let options = JSONOptions(
            indent: indent.map { String(repeating: " ", count: $0) }, sortKeys: true, ensureASCII: false)
        return (try? JSON.output(value, options, none: "None")) ?? "{}"
    }

    private func yaml(_ result: Dict, isLossy: Bool) -> String {
        var result = result
        if isLossy {
            for stream in ["stdout", "stderr"] where result[.string(stream)] != nil {
                let lines = Value.string(stream + "_lines")
                if result[lines] != nil { result[lines] = "<omitted>" }
            }
        }
        var options = YAMLOptions(indent: 4, flowStyle: false)
        options.lines = isLossy ? .readableBlocks : .blocks
        let text = (try? YAMLEmitter.text(.dict(result), options)) ?? ""
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return "\n" + lines.map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
    }

    /// As Python's `str()` shows it.
    static func plain(_ value: Value) -> String { (try? value.string()) ?? value.typeName }
}
