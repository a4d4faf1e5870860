import Jinja
import Testing
import Values


/// What Jinja2 under ansible-core's template engine made of the same cases (Tests/Oracles/jinja.py).
struct OracleTests {
    /// Cases that differ for a reason, by their text; each reason stands in COMPATIBILITY.md.
    private static let known: Set<String> = []

    @Test(arguments: [
        "arithmetic", "comparisons", "literals", "access", "undefined", "string_methods", "containers", "filters",
        "tests", "formatting", "statements", "natives", "whitespace", "other_templates", "syntax_errors",
    ])
    func matchesJinja(set: String) throws {
        var differences: [String] = []
        let cases = try Case.all(set)
        for item in cases where !OracleTests.known.contains(item.source) {
            if let difference = try difference(item) { differences.append(difference) }
        }
        #expect(!cases.isEmpty)
        #expect(differences.isEmpty, "\(differences.count) of \(cases.count):\n\(differences.joined(separator: "\n"))")
    }

    private func difference(_ item: Case) throws -> String? {
        var environment = Environment.standard
        environment.functions["undef"] = { (_, arguments) throws(TemplateError) in
            let hint = arguments.positional.first?.text ?? "Mandatory variable has not been overridden"
            return .undefined(Undefined(message: hint, name: ""))
        }
        environment.globals["omit"] = .object(OmitStandIn())
        let context = EvaluationContext(environment: environment, source: try CaseSource(environment))
        var options = RenderOptions()
        options.syntax = item.syntax
        let template = Template(item.source)
        do throws(TemplateError) {
            let value = try item.isExpression ? context.evaluate(template, options) : context.render(template, options)
            let final = try context.finalized(value)
            let shown = (try? final.representation()) ?? "?"
            if shown == item.result { return nil }
            return "\(item.source)\n    is  \(shown)\n    not \(item.result ?? "error: " + (item.error ?? ""))"
        } catch {
            if let wanted = item.error, error.message == wanted || error.message.hasSuffix(": " + wanted) { return nil }
            return "\(item.source)\n    is  error: \(error.message)\n    not "
                + (item.result ?? "error: " + (item.error ?? ""))
        }
    }
}

/// Stands for the value of `omit`, which Ansible's environment has.
private final class OmitStandIn: ValueObject {
    var typeName: String { "Omit" }
    func string() throws(ValueError) -> String { "<<Omit>>" }
}
