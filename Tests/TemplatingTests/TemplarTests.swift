import Diagnostics
import Jinja
import Templating
import Testing
import Values

/// What the templar promises beyond the value of one template.
@Suite struct TemplarTests {
    private func template(_ text: String) -> Value { .template(Template(text)) }

    private func templar(
        _ variables: Dict = [:], isTrusted: Bool = true, _ change: (inout TemplarOptions) -> Void = { _ in }
    ) -> Templar {
        var options = TemplarOptions()
        change(&options)
        return Templar(
            environment: .ansible, variables: VariableStack(layers: [DictLayer(variables, isTrusted: isTrusted)]),
            options: options)
    }

    @Test func plainTextIsNeverRendered() throws {
        let templar = templar(["stdout": "{{ 1 + 1 }}"])
        #expect(try templar.render("{{ 1 + 1 }}") == "{{ 1 + 1 }}")
        #expect(try templar.render(template("{{ stdout }}")) == "{{ 1 + 1 }}")
        #expect(try templar.render(template("{{ [stdout] }}")) == ["{{ 1 + 1 }}"])
    }

    @Test func omittedArgumentsFallAway() throws {
        let arguments: Dict = ["a": template("{{ omit }}"), "b": template("{{ nowhere | default(omit) }}"), "c": 1]
        #expect(try templar().renderArguments(arguments) == ["c": 1])
    }

    @Test func errorsNameTheArgumentAndTheNearestVariable() throws {
        let error = #expect(throws: Diagnostic.self) {
            try templar(["colour": 1]).renderArguments(["msg": template("{{ color }}")])
        }
        #expect(error?.message == "Error while resolving value for 'msg': 'color' is undefined")
        #expect(error?.notes.map(\.message) == ["Did you mean 'colour'?"])
    }

    @Test func errorsTellTheChainOfVariables() throws {
        let file = SourceFile(name: "vars.yml", text: "outer: \"{{ inner }}\"\ninner: \"{{ nowhere }}\"\n")
        func at(_ line: Int, _ text: String) -> Value {
            .template(Template(text, span: Span(file: file, start: Position(line: line, column: 9))))
        }
        let error = #expect(throws: Diagnostic.self) {
            try templar(["outer": at(1, "{{ inner }}"), "inner": at(2, "{{ nowhere }}")])
                .render(template("{{ outer }}"))
        }
        #expect(error?.message == "'nowhere' is undefined")
        #expect(error?.span?.start.line == 2)
        let chain = ["While rendering the variable 'inner'.", "While rendering the variable 'outer'."]
        #expect(error?.notes.map(\.message) == chain)
    }

    @Test func conditionsFollowVariablesThatAuthorsWrote() throws {
        let variables: Dict = ["check": "one == 1", "one": 1]
        #expect(try templar(variables).condition(template("{{ check }}")))
        #expect(throws: Diagnostic.self) { try templar(variables, isTrusted: false).condition(template("{{ check }}")) }
    }

    @Test func brokenConditionsCountWhereTheyAreAllowed() throws {
        let templar = templar(["one": 1]) { $0.allowsBrokenConditionals = true }
        #expect(try templar.condition("one"))
        #expect(try templar.condition(""))
        #expect(try !templar.condition([]))
        let messages = templar.sink.drain().map(\.message)
        #expect(messages.first?.hasPrefix("Conditional result (True) was derived from value of type 'int'") == true)
        #expect(messages.count == 3)
    }

    @Test func variablesKeepTheirValueForTheLifeOfATemplar() throws {
        let templar = templar(["number": template("{{ 1000000000 | random }}")])
        let first = try templar.render(template("{{ number }}"))
        #expect(try templar.render(template("{{ number }}")) == first)
    }

    @Test func aVariableThatIsChangedInATemplateStaysAsItWas() throws {
        let templar = templar(["list": [1]])
        #expect(try templar.render(template("{{ list.append(2) }}{{ list | length }}")) == 2)
        #expect(try templar.render(template("{{ list }}")) == [1])
    }

    @Test func strongerLayersHideOrMerge() throws {
        var stack = VariableStack([["d": ["a": 1, "b": ["x": 1]]], ["d": ["b": ["y": 2]]]])
        #expect(stack["d"] == ["b": ["y": 2]])
        stack.mergesDictionaries = true
        #expect(stack["d"] == ["a": 1, "b": ["x": 1, "y": 2]])
        #expect(stack.names == ["d"])
    }

    @Test func lookupsForLoopsGiveLists() throws {
        #expect(try templar().lookup("items", terms: [[1, 2], 3]) == [1, 2, 3])
        #expect(try templar().lookup("file", terms: ["/nonexistent"], options: ["errors": "ignore"]) == [])
        #expect(throws: Diagnostic.self) { try templar().lookup("file", terms: ["/nonexistent"]) }
        #expect(Templar.hasLookup("community.general.flattened") && !Templar.hasLookup("nonesuch"))
    }

    @Test func filesKnowTheirHeaderAndVariables() throws {
        let text = "#jinja2: variable_start_string: '<<', variable_end_string: '>>'\n<< name >> {{ name }}\n"
        let source = SourceFile(name: "t.j2", text: text)
        #expect(try templar(["name": "outer"]).renderFile(source, variables: ["name": "inner"]) == "inner {{ name }}\n")
    }
}
