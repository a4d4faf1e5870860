import Testing
import Values

@testable import Jinja

/// Reading a template, writing its tree and reading that again gives the same tree, which means the same.
struct SyntaxPrinterTests {
    @Test(arguments: [
        "arithmetic", "comparisons", "literals", "access", "undefined", "string_methods", "containers", "filters",
        "tests", "formatting", "statements", "natives", "whitespace", "other_templates",
    ])
    func isStable(set: String) throws {
        var printed = 0
        for item in try Case.all(set) {
            guard let first = try? Self.printed(item.source, item.syntax, isExpression: item.isExpression) else {
                continue
            }
            var syntax = Syntax()
            syntax.newlineSequence = item.syntax.newlineSequence
            let second = try Self.printed(first, syntax, isExpression: item.isExpression)
            #expect(first == second, "\(item.source)")
            if !item.source.contains("{% extends") {
                #expect(
                    outcome(item.source, item.syntax, item.isExpression) == outcome(first, syntax, item.isExpression),
                    "\(item.source) became \(first)")
            }
            printed += 1
        }
        #expect(printed > 10)
    }

    private static func printed(_ text: String, _ syntax: Syntax, isExpression: Bool) throws -> String {
        if isExpression {
            let tokens = Lexer.expression(text, syntax, keepsBackslashes: false)
            return SyntaxPrinter().text(try Parser.expression(tokens))
        }
        let tokens = Lexer.template(text, syntax, keepsBackslashes: false)
        // The last line end of a template is no part of it.
        return SyntaxPrinter().text(try Parser.template(tokens)) + "\n"
    }

    private func outcome(_ text: String, _ syntax: Syntax, _ isExpression: Bool) -> String {
        do {
            let source = try CaseSource(.standard)
            let context = EvaluationContext(environment: .standard, source: source)
            var options = RenderOptions()
            options.syntax = syntax
            let template = Template(text)
            let value = try isExpression ? context.evaluate(template, options) : context.render(template, options)
            let final = try context.finalized(value)
            return (try? final.representation()) ?? "?"
        } catch { return "error: \((error as? TemplateError)?.message ?? "")" }
    }
}
