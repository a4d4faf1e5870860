import Diagnostics
import Modules
import Playbook
import Templating
import Values

/// Checks the arguments that a role was given against its specification.
struct ValidateArgumentsAction: Action {
    static let names = ["ansible.builtin.validate_argument_spec"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        guard let written = call.arguments["argument_spec"] else {
            throw TaskFailure(
                Diagnostic("\"argument_spec\" arg is required in args: \(call.arguments.keys.compactMap(\.text))"))
        }
        guard let options = written.mapping else {
            throw TaskFailure("Incorrect type for argument_spec, expected dict and got \(written.typeName)")
        }
        let provided = call.arguments["provided_arguments"]?.mapping ?? [:]
        var given: Dict = [:]
        for name in options.keys.compactMap(\.text) {
            guard provided[.string(name)] == nil, let value = call.templar.variables[name] else { continue }
            do throws(Diagnostic) {
                given[.string(name)] = try call.templar.render(value)
            } catch {
                throw TaskFailure(error)
            }
        }
        given.merge(provided) { $1 }
        let report = try ArgumentSpec(role: options).report(on: given)
        // A text that is part of a host's name is shown with it all the time, and no secret: a namespace beside a password.
        for text in report.secrets.texts where !call.run.inventory.isPartOfHostName(text) {
            call.run.options.mask.add(text)
        }
        let context = call.arguments["validate_args_context"] ?? .dict([:])
        guard !report.errors.isEmpty else {
            return .result([
                "changed": false, "msg": "The arg spec validation passed", "validate_args_context": context,
            ])
        }
        let errors =
            report.startsWithUnsupported ? report.errors.map { "Unsupported parameters: \($0)" } : report.errors
        return .result([
            "changed": false, "failed": true,
            "msg": .string("Validation of arguments failed:\n" + errors.joined(separator: "\n")),
            "argument_errors": .list(errors.map { .string($0) }), "argument_spec_data": written,
            "validate_args_context": context,
        ])
    }
}

extension ArgumentSpec {
    /// A specification as a role's `meta/argument_specs.yml` writes its `options`.
    init(role options: Dict, depth: Int = 0) throws(TaskFailure) {
        guard depth < 32 else { throw TaskFailure("the argument specification is nested too deep") }
        var parsed: [Option] = []
        for (key, value) in options {
            guard let name = key.text else { continue }
            parsed.append(try Option(name, role: value.mapping ?? [:], depth: depth))
        }
        self.init(parsed)
    }
}

extension Option {
    fileprivate init(_ name: String, role data: Dict, depth: Int) throws(TaskFailure) {
        func kind(_ key: Value) throws(TaskFailure) -> Kind? {
            guard let text = data[key]?.text else { return nil }
            guard let kind = Kind(rawValue: text) ?? (text == "json" ? .json : nil) else {
                throw TaskFailure("the option '\(name)' of the argument specification has the unknown type '\(text)'")
            }
            return kind
        }
        func flag(_ key: Value) -> Bool { data[key].flatMap(ansibleBool) ?? false }
        let nested = try data["options"]?.mapping.map { options throws(TaskFailure) in
            try ArgumentSpec(role: options, depth: depth + 1)
        }
        self.init(
            name, try kind("type") ?? .string, required: flag("required"), default: data["default"],
            choices: data["choices"]?.sequence ?? [], aliases: data["aliases"]?.sequence?.compactMap(\.text) ?? [],
            elements: try kind("elements"), suboptions: nested, noLog: flag("no_log"))
    }
}
