import Diagnostics
import Values

extension Value {
    /// A text that an author wrote: a template where template marks stand in it.
    static func authored(_ text: String, span: Span?) -> Value {
        let isTemplate = ["{{", "{%", "{#"].contains { text.contains($0) }
        return isTemplate ? .template(Template(text, span: span)) : .string(text)
    }

    /// A part of this text, with the same word of its author.
    func part(_ text: String, span: Span?) -> Value {
        guard case .template(let template) = self else { return .string(text) }
        return template.isVerbatim
            ? .template(Template(text, span: span, isVerbatim: true)) : .authored(text, span: span)
    }

    /// Whether it is one template from end to end, so that it can render to anything.
    var isWholeTemplate: Bool {
        guard case .template(let template) = self, !template.isVerbatim else { return false }
        let text = template.text.trimmingBlanks
        return (text.hasPrefix("{{") && text.hasSuffix("}}")) || (text.hasPrefix("{%") && text.hasSuffix("%}"))
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmingBlanks: String {
        guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}
