import Modules
import Testing
import Values

/// The validation of arguments against what `Tests/Oracles/arguments.py` found ansible-core's validator to say.
@Suite struct ArgumentTests {
    @Test func saysWhatTheValidatorSays() throws {
        let directory = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        let cases = try JSON.parse(ModuleCase.read("/\(directory)/Cases/Arguments/arguments.json")).sequence ?? []
        #expect(cases.count > 400)
        for one in cases {
            let one = try #require(one.mapping)
            let report = spec(one["spec"] ?? .none, one["groups"] ?? .none).report(on: one["given"]?.mapping ?? [:])
            let errors = report.errors.map { Value.string($0) }
            let isBoolean = report.errors.contains { $0.contains("Valid booleans include") }
            let description = (try? JSON.text(.dict(one))) ?? ""
            if isBoolean {
                // The words stand there in the order of a Python set, which is no order.
                #expect(errors.count == one["errors"]?.sequence?.count, "\(description)")
            } else {
                #expect(Value.list(errors) == one["errors"], "\(description)")
            }
            if let values = one["values"], !values.isNone {
                #expect(Value.dict(report.values) == values, "\(description)")
            }
        }
    }

    @Test func doesNotOfferWhatActionsSayToTheirModules() {
        let spec = ArgumentSpec([Option("path"), Option("_original_name"), Option("_own", isInternal: true)])
        let error = spec.report(on: ["nosuch": 1, "_own": "given"]).errors.first
        #expect(error == "nosuch. Supported parameters include: _original_name, path.")
    }

    private func spec(_ options: Value, _ groups: Value) -> ArgumentSpec {
        let groups = groups.mapping ?? [:]
        func lists(_ name: Value) -> [[String]] {
            (groups[name]?.sequence ?? []).map { ($0.sequence ?? []).compactMap(\.text) }
        }
        let rules = (groups["required_if"]?.sequence ?? []).compactMap(\.sequence).map { rule in
            ArgumentSpec.RequiredIf(
                rule[0].text ?? "", rule[1], (rule[2].sequence ?? []).compactMap(\.text), any: rule.count > 3)
        }
        let by = (groups["required_by"]?.mapping ?? [:]).map {
            ($0.key.text ?? "", ($0.value.sequence ?? []).compactMap(\.text))
        }
        return ArgumentSpec(
            (options.mapping ?? [:]).map { option($0.key.text ?? "", $0.value.mapping ?? [:]) },
            mutuallyExclusive: lists("mutually_exclusive"), requiredTogether: lists("required_together"),
            requiredOneOf: lists("required_one_of"), requiredIf: rules,
            requiredBy: Dictionary(by) { $1 })
    }

    private func option(_ name: String, _ entry: Dict) -> Option {
        func kind(_ key: Value) -> Option.Kind? { entry[key]?.text.flatMap(Option.Kind.init(rawValue:)) }
        return Option(
            name, kind("type") ?? .string, required: entry["required"] == true, default: entry["default"],
            choices: entry["choices"]?.sequence ?? [],
            aliases: (entry["aliases"]?.sequence ?? []).compactMap(\.text), elements: kind("elements"),
            suboptions: entry["options"].map { spec($0, .none) }, appliesDefaults: entry["apply_defaults"] == true)
    }
}
