import Diagnostics
import Foundation
import Jinja
import TemplatePlugins
import Templating
import Testing
import Values

/// What ansible-core's own templar makes of the same templates (`Tests/Oracles/templating.py`).
@Suite struct TemplatingOracleTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    static let files =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Cases").path))?
        .filter { $0.hasSuffix(".json") && $0 != "known.json" }.sorted() ?? []

    /// Differences that COMPATIBILITY.md names: the templates of each case file that give something else here.
    static func known(_ file: String) throws -> Set<String> {
        let text = try String(contentsOf: folder.appending(path: "Cases/known.json"), encoding: .utf8)
        let list = try JSON.parse(text).mapping?[.string(file)]?.sequence ?? []
        return Set(list.compactMap(\.text))
    }

    @Test(arguments: files) func file(_ name: String) throws {
        let text = try String(contentsOf: Self.folder.appending(path: "Cases/\(name)"), encoding: .utf8)
            .replacingOccurrences(of: "@FIXTURES@", with: Self.folder.appending(path: "Fixtures").path)
        let document = try #require(try JSON.parse(text).mapping)
        let shared = document["variables"]?.mapping ?? [:]
        let known = try Self.known(name)
        var different = 0
        for row in document["cases"]?.sequence ?? [] {
            let row = try #require(row.mapping)
            let template = try #require(row["template"]?.text)
            var variables = shared
            for (key, value) in row["variables"]?.mapping ?? [:] { variables[key] = value }
            let outcome = Outcome(document["kind"] == "condition", template, variables)
            let expected = row["error"].map { "ERROR \($0.text ?? "")" } ?? Tagged.shown(row["value"] ?? .none)
            if known.contains(template) {
                #expect(outcome.text != expected, "\(name): \(template) agrees now; it is no known difference")
                different += 1
            } else {
                #expect(outcome.text == expected, "\(name): \(template)")
            }
        }
        #expect(different == known.count)
    }
}

/// What a template gave here, in the notation of the case files.
private struct Outcome {
    let text: String

    init(_ isCondition: Bool, _ template: String, _ variables: Dict) {
        let fixtures = TemplatingOracleTests.folder.appending(path: "Fixtures").path
        var lookups = LookupContext(
            table: .ansible, basedir: fixtures, environment: ProcessInfo.processInfo.environment)
        lookups.environment["CASE_VARIABLE"] = "from the environment"
        lookups.environment["HOME"] = "/home/tester"
        lookups.setting = { $0.name == "DEFAULT_FORKS" ? SettingAnswer(5) : nil }
        let layer = DictLayer(Tagged.trusted(variables), isTrusted: true)
        let templar = Templar(
            environment: .ansible, variables: VariableStack(layers: [layer]), lookups: lookups)
        let value = Value.template(Template(template))
        do {
            if isCondition {
                text = try templar.condition(value) ? "true" : "false"
            } else {
                let result = try templar.render(value)
                text =
                    result.isOmit
                    ? "ERROR A template was resolved to an Omit scalar." : Tagged.shown(Tagged.tag(result))
            }
        } catch { text = "ERROR \(error.message)" }
    }
}

/// Values with tags where JSON has no such kind.
private enum Tagged {
    static func trusted(_ items: Dict) -> Dict { items.mapValues(trusted) }

    /// Text with marks of templates stands for what an author wrote.
    private static func trusted(_ value: Value) -> Value {
        switch value {
        case .string(let text):
            Syntax.ansible.mayBeTemplate(text) ? .template(Template(text)) : value
        case .list(let list): .list(ValueList(list.items.map(trusted), mayHoldTemplates: true))
        case .dict(let dict): .dict(ValueDict(dict.items.mapValues(trusted), mayHoldTemplates: true))
        default: value
        }
    }

    static func tag(_ value: Value) -> Value {
        switch value {
        case .double: .dict(["$float": .string((try? value.representation()) ?? "")])
        case .bigInt: .dict(["$big": .string((try? value.string()) ?? "")])
        case .int(let number) where number.magnitude >= 1 << 53: .dict(["$big": .string("\(number)")])
        case .list(let list): .list(list.items.map(tag))
        case .tuple(let tuple): .list(tuple.items.map(tag))
        case .dict(let dict): .dict(["$dict": .list(dict.items.map { .list([tag($0.key), tag($0.value)]) })])
        case .object: .dict(["$text": .string((try? value.string()) ?? "")])
        default: value
        }
    }

    static func shown(_ value: Value) -> String { (try? JSON.text(value, .compact)) ?? "?" }
}
