import Diagnostics
import Jinja
import Values

/// One condition being decided, by ansible-core 2.19's rules.
struct Conditional {
    package let templar: Templar
    package let value: Value

    private static let broken =
        "Broken conditionals are currently allowed because the `ALLOW_BROKEN_CONDITIONALS` configuration option is enabled."
    private static let remedy =
        "Broken conditionals can be temporarily allowed with the `ALLOW_BROKEN_CONDITIONALS` configuration option."
    private static let prefix = "Error while evaluating conditional: "
    private static let removal = "This feature will be removed from ansible-core version 2.23."

    private var span: Span? { if case .template(let template) = value { template.span } else { nil } }

    package func holds() throws(Diagnostic) -> Bool {
        if case .bool(let flag) = value { return flag }
        if case .template(let template) = value, template.isVerbatim { throw Templar.untrusted(at: span) }
        let result = try self.result()
        if case .bool(let flag) = result { return flag }
        let place = span.map { "\($0)" } ?? "<unknown>"
        let message =
            "Conditional result (\(result.truth ? "True" : "False")) was derived from value of type "
            + "'\(result.typeName)' at '\(place)'. Conditionals must have a boolean result."
        guard templar.options.allowsBrokenConditionals else {
            throw Diagnostic(message, at: span, help: Self.remedy)
        }
        deprecate("\(message) \(Self.broken)")
        return result.truth
    }

    private func result() throws(Diagnostic) -> Value {
        if value.isNone { return try empty() }
        guard let text = value.rawText else {
            guard templar.options.allowsBrokenConditionals else {
                throw Diagnostic("Conditional expressions must be strings.", at: span, help: Self.remedy)
            }
            return try templar.render(value)
        }
        let expression = expression(text)
        if expression.text.isEmpty { return try empty() }
        guard isWrapped(expression.text) else { return try evaluate(expression) }
        let inner = try templar.traced(Template(text, span: span), explaining: Self.prefix)
        guard case .string(let indirect) = inner.value else {
            if inner.value.isNone { return try empty() }
            deprecate("Conditionals should not be surrounded by templating delimiters such as {{ }} or {% %}.")
            return inner.value
        }
        let second = self.expression(indirect)
        if second.text.isEmpty { return try empty() }
        guard inner.isAuthored else { throw Templar.untrusted(at: inner.span ?? span) }
        return try evaluate(second)
    }

    /// `text` without the blanks around it, as a template that knows its place.
    private func expression(_ text: String) -> Template {
        var rest = text[...]
        rest = rest.drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        if case .template(let template) = value, rest == template.text { return template }
        return Template(String(rest), span: span)
    }

    private func empty() throws(Diagnostic) -> Value {
        guard templar.options.allowsBrokenConditionals else {
            throw Diagnostic("Empty conditional expressions are not allowed.", at: span, help: Self.remedy)
        }
        deprecate("Empty conditional expression was evaluated as True. \(Self.broken)")
        return true
    }

    /// Whether the text begins and ends with marks of templates.
    private func isWrapped(_ text: String) -> Bool {
        let syntax = templar.environment.syntax
        let starts = [syntax.blockStart, syntax.variableStart, syntax.commentStart]
        let ends = [syntax.blockEnd, syntax.variableEnd, syntax.commentEnd]
        return text.hasPrefix(TemplateHeader.mark)
            || (starts.contains { text.hasPrefix($0) } && ends.contains { text.hasSuffix($0) })
    }

    private func evaluate(_ expression: Template) throws(Diagnostic) -> Value {
        var options = RenderOptions()
        options.rendersLiterals = templar.options.allowsEmbeddedTemplates
        do throws(Diagnostic) { return try templar.evaluate(expression, options, explaining: Self.prefix) } catch {
            var error = error
            let head = "Syntax error in expression"
            if templar.environment.syntax.mayBeTemplate(expression.text), error.message.hasPrefix(head) {
                error.message =
                    head + ". Template delimiters are not supported in expressions"
                    + error.message.dropFirst(head.count)
            }
            throw error
        }
    }

    private func deprecate(_ message: String) {
        templar.sink.add(Diagnostic("\(message) \(Self.removal)", at: span, severity: .deprecation))
    }
}
