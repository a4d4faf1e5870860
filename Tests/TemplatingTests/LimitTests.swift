import Diagnostics
import Jinja
import TemplatePlugins
import Templating
import Testing
import Values

/// Nothing that a template asks for ends the program or takes for ever: it ends with a value or a clear error.
@Suite struct LimitTests {
    private func message(_ template: String) -> String? {
        let templar = Templar(
            environment: .ansible, variables: VariableStack([["text": "a"]]), lookups: LookupContext(table: .ansible))
        do throws(Diagnostic) {
            _ = try templar.render(.template(Template(template)))
            return nil
        } catch { return error.message }
    }

    private static let selfContaining = [
        "{% set v = [] %}{% do v.append(v) %}", "{% set v = {} %}{% do v.update({'k': v}) %}",
        "{% set v = [1, {}] %}{% do v[1].update({'name': v, 'key': v, 'value': v}) %}",
    ]

    @Test(arguments: Environment.ansible.filters.keys.filter { !$0.contains(".") }.sorted())
    func filtersOfValuesThatHoldThemselves(name: String) {
        for setting in Self.selfContaining {
            for call in [name, "\(name)(v)", "\(name)('k')", "\(name)('name', v)"] {
                _ = message("\(setting){{ v | \(call) }}")
                _ = message("\(setting){{ 'k' | \(call) }}")
            }
        }
    }

    @Test(arguments: Environment.ansible.tests.keys.filter { !$0.contains(".") }.sorted())
    func testsOfValuesThatHoldThemselves(name: String) {
        for setting in Self.selfContaining {
            _ = message("\(setting){{ v is \(name) }}")
            _ = message("\(setting){{ v is \(name)(v) }}")
        }
    }

    @Test(arguments: [
        ("{{ ('x' * 10**6).replace('x', 'y' * 10**6) }}", "the text is too long"),
        ("{{ ('x' * 10**6) | replace('x', 'y' * 10**6) }}", "the text is too long"),
        ("{{ ('y' * 10**6).join(('x,' * 10**5).split(',')) }}", "the text is too long"),
        ("{{ ('x,' * 10**5).split(',') | join('y' * 10**6) }}", "the text is too long"),
        (
            "{% set n = namespace(t='xxxxxxxx') %}{% for i in range(99) %}{% set n.t = n.t + n.t %}{% endfor %}",
            "the text"
        ),
        (
            "{% set n = namespace(t='xxxxxxxx') %}{% for i in range(99) %}{% set n.t = n.t ~ n.t %}{% endfor %}",
            "the text"
        ),
        ("{% set n = namespace(t=[1]) %}{% for i in range(99) %}{% set n.t = n.t + n.t %}{% endfor %}", "the list"),
        ("{{ [1] | slice(10**12) | list }}", "the list is too long"),
        ("{{ [1] | batch(10**12, 'x') | list }}", "the list is too long"),
        ("{{ range(20) | permutations | list }}", "more than"), ("{{ range(99) | combinations(50) }}", "more than"),
        ("{{ range(20) | product(repeat=60) | list }}", "more than"),
        ("{{ 'a' | password_hash('sha512', rounds=999999999) }}", "would take too long"),
        ("{{ lookup('password', '/dev/null length=99999999') }}", "too long"),
        ("{{ lookup('random_string', length=99999999) }}", "too long"),
        ("{{ lookup('sequence', 'count=9999999999') }}", "too long"),
        ("{{ ('a' * 40 ~ 'b') is match('(a+)+$') }}", "match limit exceeded"),
    ])
    func tooMuch(template: String, words: String) throws {
        #expect(try #require(message(template)).contains(words))
    }
}
