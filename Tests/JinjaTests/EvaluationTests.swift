import Diagnostics
import Jinja
import Testing
import Values

/// What the oracle cannot tell: places of errors, limits, and what belongs to whom.
struct EvaluationTests {
    private func render(
        _ template: Template, _ variables: Dict = [:], files: [String: String] = [:],
        limits: Limits = Limits()
    ) throws(TemplateError) -> Value {
        let source = CaseSource(.standard, variables: variables, files: files)
        let context = EvaluationContext(environment: .standard, source: source)
        context.limits = limits
        return try context.finalized(context.render(template))
    }

    private func failure(
        _ template: Template, _ variables: Dict = [:], limits: Limits = Limits()
    ) -> TemplateError? {
        do throws(TemplateError) {
            _ = try render(template, variables, limits: limits)
            return nil
        } catch { return error }
    }

    @Test(arguments: [
        ("a: {{ «nope» + 1 }}", "a: "), ("a: {{ 1 + «nope.x» }}", "a: "), ("a: '{{ «5 // 0» }}'", "a: "),
        ("a: {{ 'x' | «nosuch» }}", "a: "), ("a: {{ 1 + «}}»", "a: "),
    ])
    func pointsIntoTheLine(marked: String, head: String) throws {
        let text = marked.replacing("«", with: "").replacing("»", with: "")
        let column = try #require(marked.firstIndex(of: "«")).utf16Offset(in: marked) + 1
        let file = SourceFile(name: "x.yml", text: text + "\n")
        let scalar = String(text.dropFirst(head.count)).filter { $0 != "'" || text.contains("|") }
        let span = Span(file: file, start: Position(line: 1, column: head.count + 1))
        let error = try #require(failure(Template(scalar, span: span)))
        let found = try #require(error.span)
        #expect(found.start.line == 1)
        // A filter's place begins with its input; all others begin at the mark.
        #expect(Int(found.start.column) <= column)
        #expect(
            Int(found.end.column) > column || found.end == found.start || Int(found.start.column) == column)
    }

    @Test func pointsIntoABlockScalar() throws {
        let file = SourceFile(name: "x.yml", text: "msg: |\n    first\n    then {{ nope }}\n")
        let span = Span(file: file, start: Position(line: 1, column: 6))
        let error = try #require(failure(Template("first\nthen {{ nope }}\n", span: span)))
        #expect(error.span?.description == "x.yml:3:13")
    }

    @Test func namesWhatIsUndefined() throws {
        let error = try #require(failure(Template("{{ a.b.c }}"), ["a": [:]]))
        #expect(error.kind == .undefined)
        #expect(error.message == "object of type 'dict' has no attribute 'b'")
    }

    @Test func suggestsNearNames() throws {
        let error = try #require(failure(Template("{{ 'a' | uper }}")))
        #expect(error.kind == .unknownPlugin)
        #expect(error.notes.first?.message == "Did you mean 'upper'?")
    }

    @Test func leavesVariablesAlone() throws {
        let list = ValueList([1, ["deep"]])
        let text = "{% do l.append(2) %}{% do l[1].append('x') %}{{ l }}"
        let value = try render(Template(text), ["l": .list(list)])
        #expect(value == [1, ["deep", "x"], 2])
        #expect(Value.list(list) == [1, ["deep"]])
    }

    @Test func leavesVariablesOfIncludersAlone() throws {
        let list = ValueList([1])
        let value = try render(
            Template("{% set k = l %}{% include 'i' %}{{ k }}"), ["l": .list(list)],
            files: ["i": "{% do k.append(2) %}"])
        #expect(value == [1, 2])
        #expect(list.items == [1])
    }

    @Test(arguments: [
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{% for i in range(100000000) %}{% endfor %}",
        "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}",
        "{% for i in range(9999) %}aaaaaaaaaaaaaaaaaaaaaaaaaa{% endfor %}",
        "{% set x = [] %}{% do x.append(x) %}{{ x }}y",
        "{{ 'a' * 999999999999 }}", "{{ 2 ** 999999999 }}", "{{ '%999999999999d' % 1 }}",
        "{{ 'a'.center(999999999999) }}",
        "{{ '{:999999999999}'.format(1) }}", "{{ 1.__lshift__(99999999999) }}",
        "{{ range(99999999999999) | list }}",
    ])
    func endsWithAClearError(text: String) throws {
        var limits = Limits()
        limits.steps = 100_000
        limits.output = 100_000
        #expect(failure(Template(text), limits: limits) != nil)
    }

    /// Found by the fuzzer.
    @Test func repeatsNothingAtOnce() throws {
        #expect(try render(Template("{{ '' * 2222222221111 }}")) == "")
        #expect(try render(Template("{{ [] * 2222222221111 }}")) == [])
    }

    @Test(arguments: [
        "(", "[", "{1:", "not ", "-", "a(", "a[", "1 if ", "1+", "a|b(", "{% if 1 %}", "{% for a in b %}",
    ])
    func boundsNesting(opening: String) throws {
        let body = String(repeating: opening, count: 20_000)
        let text = opening.hasPrefix("{%") ? body : "{{ \(body)1 }}"
        #expect(failure(Template(text))?.kind == .syntax)
    }

    @Test func boundsLongChains() throws {
        #expect(failure(Template("{{ 1" + String(repeating: " + 1", count: 20_000) + " }}"))?.kind == .syntax)
        #expect(failure(Template("{{ a" + String(repeating: ".a", count: 20_000) + " }}"))?.kind == .syntax)
        #expect(
            failure(Template("{{ a" + String(repeating: "|upper", count: 20_000) + " }}"))?.kind == .syntax)
    }

    @Test(arguments: [
        "{{ 1 }}", "{% macro m() %}x{% endmacro %}{{ m() }}", "{% block a %}{{ super() }}{% endblock %}{{ nope }}",
        "{% import 'i' as i %}{% extends 'i' %}", "{% for x in [[1]] recursive %}{{ loop(x) }}{% endfor %}",
    ])
    func nothingIsKeptAlive(text: String) {
        weak var kept: Template?
        weak var context: EvaluationContext?
        do {
            let source = CaseSource(.standard, variables: [:], files: ["i": "{% block a %}{{ super() }}{% endblock %}"])
            let template = Template(text), evaluation = EvaluationContext(environment: .standard, source: source)
            (kept, context) = (template, evaluation)
            _ = try? evaluation.finalized(evaluation.render(template))
        }
        #expect(kept == nil)
        #expect(context == nil)
    }

    /// Templates cut, doubled and overwritten at random places: each ends with a value or an error.
    @Test func survivesBrokenTemplates() throws {
        var random = Sequence()
        let texts = try ["statements", "other_templates", "syntax_errors"].flatMap {
            try Case.all($0).map(\.source)
        }
        let pieces = [
            "{{", "}}", "{%", "%}", "|", "(", ")", "'", "\"", "\\", "is ", "\u{1F600}", "{#", "-", ".", "[",
            "]", "\0",
        ]
        var limits = Limits()
        limits.steps = 2_000
        for _ in 0..<3_000 {
            var scalars = Array(texts[random.below(texts.count)].unicodeScalars)
            for _ in 0...random.below(3) {
                let place = random.below(scalars.count + 1)
                switch random.below(3) {
                case 0: scalars.removeSubrange(place..<min(scalars.count, place + random.below(6)))
                case 1:
                    scalars.insert(contentsOf: pieces[random.below(pieces.count)].unicodeScalars, at: place)
                default: scalars.insert(contentsOf: scalars[place..<min(scalars.count, place + 9)], at: place)
                }
            }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            _ = failure(
                Template(String(text)), ["l": [1, 2], "n": 7, "t": true, "word": "hello"], limits: limits)
        }
    }

    /// The same numbers each time, so that a failure can be seen again.
    private struct Sequence {
        private var state: UInt64 = 42
        mutating func below(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(count, 1)))
        }
    }
}
