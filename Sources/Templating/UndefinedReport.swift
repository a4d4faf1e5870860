public import Diagnostics
import Jinja
public import Values

/// Undefined values that were shown instead of failing: numbered, each with its message.
struct UndefinedReport {
    private var messages: [(text: String, span: Span?)] = []

    /// The text that stands in the value's place.
    mutating func replacement(of undefined: Undefined) -> Value {
        let message = TemplateError(undefined).described(as: "template").message
        messages.append((message, undefined.span))
        return .string("<< error \(messages.count) - \(message) >>")
    }

    /// One warning that lists them; nil where there were none.
    func warning(at span: Span?) -> Diagnostic? {
        guard !messages.isEmpty else { return nil }
        let lines = messages.enumerated().map { "error \($0.offset + 1) - \($0.element.text)" }
        let head = "Encountered \(lines.count) template error\(lines.count == 1 ? "" : "s")."
        return Diagnostic(([head] + lines).joined(separator: "\n"), at: span, severity: .warning)
    }
}

extension Templar {
    /// The value of an expression in which undefined values do not fail: a numbered text stands for each, and a
    /// warning that lists them goes to ``sink``. Other errors throw, `omit` is returned as it is.
    public func evaluateShowingUndefined(_ expression: Template) throws(Diagnostic) -> Value {
        try evaluateShowingUndefined([expression])[0]
    }

    /// The same of several expressions, with one warning for all.
    public func evaluateShowingUndefined(_ expressions: [Template]) throws(Diagnostic) -> [Value] {
        var report = UndefinedReport()
        var values: [Value] = []
        for expression in expressions { values.append(try evaluate(expression, noting: &report)) }
        if let warning = report.warning(at: expressions.first?.span) { sink.add(warning) }
        return values
    }

    private func evaluate(
        _ expression: Template, noting report: inout UndefinedReport
    ) throws(Diagnostic) -> Value {
        var noted = report
        defer { report = noted }
        let fresh = with([:])
        return try fresh.reporting("expression", expression) { () throws(TemplateError) in
            try fresh.evaluating { (context) throws(TemplateError) in
                context.undefinedReplacement = { noted.replacement(of: $0) }
                defer { context.undefinedReplacement = nil }
                var options = RenderOptions()
                options.keepsBackslashes = true
                return try context.finalized(try context.evaluate(expression, options))
            }
        }
    }
}
