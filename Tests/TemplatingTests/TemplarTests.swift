import Diagnostics
import Jinja
import TemplatePlugins
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
            lookups: LookupContext(table: .ansible), options: options)
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
        let templar = templar(["outer": at(1, "{{ inner }} and more"), "inner": at(2, "{{ nowhere }}")])
        let chain = ["While rendering the variable 'inner'.", "While rendering the variable 'outer'."]
        for render in [templar.render, templar.renderToStore] {
            let error = #expect(throws: Diagnostic.self) { try render(template("{{ outer }}")) }
            #expect(error?.message == "'nowhere' is undefined")
            #expect(error?.span?.start.line == 2)
            #expect(error?.notes.map(\.message) == chain)
        }
    }

    @Test func conditionsFollowVariablesThatAuthorsWrote() throws {
        let variables: Dict = ["check": "one == 1", "one": 1]
        #expect(try templar(variables).condition(template("{{ check }}")))
        #expect(throws: Diagnostic.self) { try templar(variables, isTrusted: false).condition(template("{{ check }}")) }
    }

    @Test func verbatimTextsStandForThemselves() throws {
        let verbatim = Value.template(Template("{{ one }}", isVerbatim: true))
        let expression = Value.template(Template("one == 1", isVerbatim: true))
        let templar = templar(["text": verbatim, "list": [expression, "one == 1"], "one": 1])
        #expect(try templar.render(template("{{ text }}")) == "{{ one }}")
        #expect(try templar.render(template("{{ list }}")) == ["one == 1", "one == 1"])
        #expect(try templar.condition(template("{{ list[1] }}")))
        for condition in [expression, template("{{ list[0] }}"), verbatim] {
            #expect(throws: Diagnostic.self) { try templar.condition(condition) }
        }
    }

    @Test func storedTextsKeepTheMarkOfTheirAuthor() throws {
        let variables: Dict = ["written": "one == 1", "one": 1]
        let list: Value = ["one == 1", template("{{ written }}"), template("{{ 'one' ~ ' == 1' }}"), 5]
        let stored = try templar(variables).renderMarked(TracedValue(list, isAuthored: true))
        #expect(stored.sequence?.map(\.isMarkedText) == [true, true, false, false])
        #expect(stored.withoutMarks == ["one == 1", "one == 1", "one == 1", 5])
        let layer = DictLayer(ValueDict(["stored": stored.withoutMarks]), marked: ["stored": stored])
        let templar = Templar(environment: .ansible, variables: VariableStack([variables]).adding(layer))
        #expect(try templar.render(template("{{ stored }}")) == stored.withoutMarks)
        #expect(try templar.condition(template("{{ stored[1] }}")))
        #expect(throws: Diagnostic.self) { try templar.condition(template("{{ stored[2] }}")) }
    }

    @Test func mergedDictionariesKeepTheWordOfTheirAuthors() throws {
        let authored: Dict = ["one": 1, "both": ["mine": "one == 1"]]
        var stack = VariableStack(layers: [
            DictLayer(authored, isTrusted: true), DictLayer(["both": ["theirs": "one == 1"]]),
        ])
        stack.mergesDictionaries = true
        let templar = Templar(environment: .ansible, variables: stack)
        #expect(try templar.render(template("{{ both }}")) == ["mine": "one == 1", "theirs": "one == 1"])
        #expect(try templar.condition(template("{{ both.mine }}")))
        #expect(throws: Diagnostic.self) { try templar.condition(template("{{ both.theirs }}")) }
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
        #expect(LookupTable.ansible.has("community.general.flattened") && !LookupTable.ansible.has("nonesuch"))
    }

    @Test func filesKnowTheirHeaderAndVariables() throws {
        let text = "#jinja2: variable_start_string: '<<', variable_end_string: '>>'\n<< name >> {{ name }}\n"
        let source = SourceFile(name: "t.j2", text: text)
        #expect(try templar(["name": "outer"]).renderFile(source, variables: ["name": "inner"]) == "inner {{ name }}\n")
    }
}
