import Jinja
import Testing
import Values

/// What Jinja2 under ansible-core's template engine made of the same cases (Tests/Oracles/jinja.py).
struct OracleTests {
    /// Cases that differ, by their text: words that depend on the loader or on Python's own classes, complex numbers,
    /// and mistakes of the engine's lazy containers (`count` of a list, `default` of `groupby`).
    private static let known: Set<String> = [
        "{% include 'nosuch.j2' %}", "{% extends 'nosuch.j2' %}", "{{ l.count(3) }}", "{{ omit }}",
        "{% break %}",
        "word.translate(word.maketrans({'h': 'H'}))", "d.items is lower", "(3, 1) | indent", "minus ** 0.5",
        "n is in", "users | groupby('active', default=false)", "-((1 if no))", "{{ d.get() }}",
    ]

    @Test(arguments: [
        "arithmetic", "comparisons", "literals", "access", "undefined", "string_methods", "containers",
        "filters",
        "tests", "formatting", "statements", "natives", "whitespace", "other_templates", "syntax_errors",
        "bytes_methods",
        "corners",
    ])
    func matchesJinja(set: String) throws {
        var differences: [String] = []
        let cases = try Case.all(set)
        for item in cases where !OracleTests.known.contains(item.source) {
            if let difference = try difference(item) { differences.append(difference) }
        }
        #expect(!cases.isEmpty)
        #expect(
            differences.isEmpty,
            "\(differences.count) of \(cases.count):\n\(differences.joined(separator: "\n"))")
    }

    private func difference(_ item: Case) throws -> String? {
        var environment = Environment.standard
        let undef: Function = { (_, arguments) throws(TemplateError) in
            let hint = arguments.positional.first?.text ?? "Mandatory variable has not been overridden"
            return .undefined(Undefined(message: hint, name: ""))
        }
        environment.functions["undef"] = undef
        environment.globals["omit"] = .object(OmitStandIn())
        let context = EvaluationContext(environment: environment, source: try CaseSource(environment))
        var options = RenderOptions()
        options.syntax = item.syntax
        let template = Template(item.source)
        do throws(TemplateError) {
            let value =
                try item.isExpression
                ? context.evaluate(template, options) : context.render(template, options)
            let final = try context.finalized(value)
            let shown = (try? final.representation()) ?? "?"
            if shown == item.result { return nil }
            return "\(item.source)\n    is  \(shown)\n    not \(item.wanted)"
        } catch {
            let isWanted = item.errors.contains { error.message == $0 || error.message.hasSuffix(": " + $0) }
            return isWanted ? nil : "\(item.source)\n    is  error: \(error.message)\n    not \(item.wanted)"
        }
    }
}

extension Case {
    /// The value or the failure that is right.
    fileprivate var wanted: String { result ?? "error: " + errors.joined(separator: " <- ") }
}

/// Stands for the value of `omit`, which Ansible's environment has.
private final class OmitStandIn: ValueObject {
    var typeName: String { "Omit" }
    func string() throws(ValueError) -> String { "<<Omit>>" }
}
