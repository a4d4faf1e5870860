public import Diagnostics
import Jinja
public import Values

/// Undefined values and errors that were shown instead of failing: numbered, each with its message.
struct UndefinedReport {
    private var messages: [(text: String, span: Span?)] = []

    /// The text that stands in the value's place.
    ///
    /// - Parameter span: where the template stands that put it out.
    package mutating func replacement(of undefined: Undefined, at span: Span?) -> Value {
        let error = TemplateError(undefined)
        // A value that a variable's template gave came from that template.
        return replacement(of: error, at: error.notes.first { $0.span != nil }?.span ?? span)
    }

    package mutating func replacement(of error: TemplateError, at span: Span?) -> Value {
        let message = error.cause?.message ?? error.described(as: "template").message
        messages.append((message, span))
        return .string("<< error \(messages.count) - \(message) >>")
    }

    /// A warning for each template that had errors, which lists them.
    var warnings: [Diagnostic] {
        var warnings: [Diagnostic] = []
        var start = 0
        while start < messages.count {
            let span = messages[start].span
            var end = start + 1
            while end < messages.count, messages[end].span?.description == span?.description { end += 1 }
            let lines = messages[start..<end].enumerated().map { "error \(start + $0.offset + 1) - \($0.element.text)" }
            warnings.append(Self.warning(lines, at: span))
            start = end
        }
        return warnings
    }

    /// One warning that lists them; nil where there were none.
    package func warning(at span: Span?) -> Diagnostic? {
        guard !messages.isEmpty else { return nil }
        let lines = messages.enumerated().map { "error \($0.offset + 1) - \($0.element.text)" }
        return Self.warning(lines, at: span)
    }

    private static func warning(_ lines: [String], at span: Span?) -> Diagnostic {
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
        return try noting(
            fresh.reporting("expression", expression) { () throws(TemplateError) in
                try fresh.evaluating { (context) throws(TemplateError) in
                    context.undefinedReplacement = { noted.replacement(of: $0, at: $1) }
                    defer { context.undefinedReplacement = nil }
                    var options = RenderOptions()
                    options.keepsBackslashes = true
                    return try context.finalized(try context.evaluate(expression, options))
                }
            })
    }

    /// The text of a name, such as a task's, which is shown as far as it can be rendered: a numbered text stands for
    /// each part that failed. Nil where it is `omit` or nothing.
    ///
    /// - Returns: the text, and a warning for each template that had errors.
    public func renderName(_ template: Template) -> (text: String?, warnings: [Diagnostic]) {
        var report = UndefinedReport()
        let fresh = with([:])
        var value = Value.none
        do throws(TemplateError) {
            value = try fresh.evaluating { (context) throws(TemplateError) in
                context.replacesFailures = true
                context.undefinedReplacement = { report.replacement(of: $0, at: $1 ?? template.span) }
                defer { context.undefinedReplacement = nil }
                var options = RenderOptions()
                options.keepsBackslashes = true
                return try context.finalized(try fresh.nativeValue(of: template, options))
            }
        } catch {
            // Nothing of the template counts.
            report = UndefinedReport()
            value = report.replacement(of: error, at: template.span)
        }
        let isNothing = value.isNone || value.isOmit
        return (isNothing ? nil : (try? value.string()) ?? template.text, report.warnings)
    }
}
