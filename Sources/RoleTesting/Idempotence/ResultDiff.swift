import Execution
import Values

/// What a result says of the difference that it made: fields with their values before and after, and a diff of texts.
struct ResultDiff {
    private(set) var fields: [(name: String, before: String, after: String)] = []
    private(set) var text = ""

    var isEmpty: Bool { fields.isEmpty && text.isEmpty }

    init(_ report: TaskReport) {
        guard !report.isSecret, let diff = report.result["diff"] else { return }
        for entry in diff.sequence ?? [diff] {
            guard let entry = entry.mapping else { continue }
            if let prepared = entry["prepared"]?.text { text += prepared }
            let before = entry["before"] ?? .none, after = entry["after"] ?? .none
            if let old = before.mapping, let new = after.mapping {
                compare(old, new, "")
            } else if let old = Self.plain(before), let new = Self.plain(after), old != new {
                text += Self.lines(old, new)
            }
        }
    }

    private static func plain(_ value: Value) -> String? {
        if value.isNone { return "" }
        return value.mapping == nil ? value.plainText : nil
    }

    private mutating func compare(_ old: Dict, _ new: Dict, _ prefix: String) {
        for key in Array(old.keys) + new.keys.filter({ old[$0] == nil }) {
            let before = old[key], after = new[key]
            guard before != after else { continue }
            let name = prefix + key.plainText
            if let inner = before?.mapping, let other = after?.mapping {
                compare(inner, other, name + ".")
            } else {
                fields.append((name, before?.plainText ?? "(absent)", after?.plainText ?? "(absent)"))
            }
        }
    }

    /// Lines of one text that the other lacks, in order.
    private static func lines(_ old: String, _ new: String) -> String {
        let before = old.split(separator: "\n", omittingEmptySubsequences: false)
        let after = new.split(separator: "\n", omittingEmptySubsequences: false)
        var text = ""
        for change in after.difference(from: before) {
            switch change {
            case .remove(_, let line, _): text += "-\(line)\n"
            case .insert(_, let line, _): text += "+\(line)\n"
            }
        }
        return text
    }
}
