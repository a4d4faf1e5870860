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
            result[lines] = .list(ValueList(linesOf: text, cut: splitLines))
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
        var text = text
        // A text of one line is that line, and takes no memory twice.
        if text.utf8.count > 0, isOneLine(&text) { return [text] }
        return text.withUTF8 { bytes in
            var lines: [String] = []
            _ = LineBreaks.eachLine(of: bytes) { line in
                lines.append(String(decoding: line, as: UTF8.self))
                return true
            }
            return lines
        }
    }

    private static func isOneLine(_ text: inout String) -> Bool {
        text.withUTF8 { bytes in LineBreaks.eachLine(of: bytes) { $0.count == bytes.count } }
    }

    /// Whether `lines` are those of `text`.
    static func areLines(_ lines: Value, of text: String) -> Bool {
        guard case .list(let list) = lines, !list.mayHoldTemplates else { return false }
        if let uncut = list.uncutText { return uncut == text }
        var (text, place) = (text, 0)
        let items = list.items
        return text.withUTF8 { bytes in
            LineBreaks.eachLine(of: bytes) { line in
                guard place < items.count, case .string(let item) = items[place],
                    item.utf8.count == line.count, item.utf8.elementsEqual(line)
                else { return false }
                place += 1
                return true
            } && place == items.count
        }
    }

    static func flag(_ result: Dict, _ key: Value) -> Bool {
        switch result[key] {
        case .bool(let flag): flag
        case nil, .some(.none): false
        case .some(let value): ansibleBool(value) ?? true
        }
    }
}
