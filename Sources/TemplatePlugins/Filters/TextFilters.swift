import Diagnostics
import Jinja
import Loading
import Templating
import Values

/// `quote`, `split`, `comment`: text made from text.
enum TextFilters {
    static let rows = [
        FilterRow("quote") { call throws(TemplateError) in
            .string(call.input.isNone ? "''" : shellQuoted(try call.inputText()))
        },
        FilterRow("split", taking: ["sep", "maxsplit"], split),
        FilterRow("comment", taking: Signature(parameters: ["style"], takesKeywords: true)) {
            call throws(TemplateError) in
            let style = try call.text("style", "plain")
            guard var comment = Comment(style: style) else {
                let styles = Comment.styles.map(\.name).joined(separator: ", ")
                throw TemplateError(
                    .plugin, "Invalid style '\(style)'.", notes: [Diagnostic.Note("Available styles: \(styles)")])
            }
            for (name, value) in call.keywords { try comment.set(name, to: value) }
            guard case .string(let text) = call.input else {
                throw TemplateError(
                    .attribute, "'\(call.input.typeName)' object has no attribute 'replace'")
            }
            return .string(comment.decorated(text))
        },
    ]

    /// Python's `shlex.quote`.
    static func shellQuoted(_ text: String) -> String {
        guard !text.isEmpty else { return "''" }
        let isSafe = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "+")...UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "_"), UInt8(ascii: "%"),
                UInt8(ascii: "="):
                true
            default: false
            }
        }
        return isSafe ? text : "'" + PythonText.replacing("'", by: "'\"'\"'", in: text) + "'"
    }

    private static func split(_ call: PluginCall) throws(TemplateError) -> Value {
        guard case .string(let text) = call.input else {
            throw TemplateError(
                .type, "descriptor 'split' for 'str' objects doesn't apply to a '\(call.input.typeName)' object")
        }
        let limit = try call.integer("maxsplit") ?? -1
        let most = limit < 0 ? Int.max : limit
        guard let separator = call.some("sep") else {
            return .list(PythonText.words(text, most: most).map { .string($0) })
        }
        guard case .string(let mark) = separator else {
            throw TemplateError(.type, "must be str or None, not \(separator.typeName)")
        }
        guard !mark.isEmpty else { throw TemplateError(.value, "empty separator") }
        var parts: [Value] = [], start = 0
        let bytes = Array(text.utf8)
        while parts.count < most, let end = text.firstByteOffset(of: mark, from: start) {
            parts.append(.string(String(decoding: bytes[start..<end], as: UTF8.self)))
            start = end + mark.utf8.count
        }
        parts.append(.string(String(decoding: bytes[start...], as: UTF8.self)))
        return .list(parts)
    }
}
