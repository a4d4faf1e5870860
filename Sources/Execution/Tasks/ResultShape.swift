import Playbook
import Values

/// What every result gets besides what its module said.
enum ResultShape {
    /// What `exception` of a failed result says, as tracebacks are never made.
    static let noTraceback = "(traceback unavailable)"

    /// Adds `stdout_lines` and `stderr_lines`, and `failed` and `changed` where the module told neither.
    static func complete(_ result: inout Dict) {
        for stream in ["stdout", "stderr"] {
            let lines = Value.string(stream + "_lines")
            guard let text = result[.string(stream)]?.text, result[lines] == nil else { continue }
            result[lines] = .list(splitLines(text).map { .string($0) })
        }
        if result["failed"] == nil {
            switch result["rc"] {
            case nil, .int(0), .string("0"): result["failed"] = false
            default: result["failed"] = true
            }
        }
        if result["changed"] == nil { result["changed"] = false }
    }

    /// As Python's `str.splitlines` cuts: at every kind of line break.
    static func splitLines(_ text: String) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            switch scalar {
            case "\n" where previous == "\r": continue
            case "\n", "\r", "\u{0B}", "\u{0C}", "\u{1C}", "\u{1D}", "\u{1E}", "\u{85}", "\u{2028}", "\u{2029}":
                lines.append(String(line))
                line = String.UnicodeScalarView()
            default: line.append(scalar)
            }
        }
        if !line.isEmpty { lines.append(String(line)) }
        return lines
    }

    static func flag(_ result: Dict, _ key: Value) -> Bool {
        switch result[key] {
        case .bool(let flag): flag
        case nil, .some(.none): false
        case .some(let value): ansibleBool(value) ?? true
        }
    }
}
