import Jinja
import Templating
import Values

/// `vars`, `varnames`, `env`, `config`, `inventory_hostnames`: what this run knows.
enum VariableLookups {
    static let rows = [
        LookupRow("vars", acceptsUndefined: true) { call throws(TemplateError) in
            var values: [Value] = []
            for term in call.terms {
                guard case .string(let name) = term else {
                    throw call.failure("Variable name must be 'str' not '\(term.typeName)'.")
                }
                if let value = try call.templar.variable(name) {
                    values.append(call.context.resolved(value))
                } else {
                    values.append(
                        call["default"]
                            ?? .undefined(
                                Undefined(message: "No variable named '\(name)' was found.", name: name)))
                }
            }
            return values
        },
        LookupRow("varnames") { call throws(TemplateError) in
            var names: [Value] = []
            for term in call.terms {
                guard case .string(let text) = term else {
                    throw call.failure(
                        "Invalid setting identifier, \"\(try term.python())\" is not a string, it is a "
                            + term.pythonClass)
                }
                let pattern: Pattern
                do throws(TemplateError) { pattern = try Pattern(text) } catch {
                    throw call.failure("Unable to use \"\(text)\" as a search parameter: \(error.message)")
                }
                for name in call.templar.variables.names where try pattern.matches(name, .search) {
                    names.append(.string(name))
                }
            }
            return names
        },
        LookupRow("env", acceptsUndefined: true) { call throws(TemplateError) in
            var values: [Value] = []
            for term in try call.textTerms() {
                let name = term.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
                if let value = call.world.environment[name] {
                    values.append(.object(OriginText(value, origin: "<environment variable '\(name)'>")))
                } else {
                    values.append(
                        call["default"].map { value in
                            guard case .undefined(let undefined) = value, undefined.isPlain else { return value }
                            return .undefined(
                                Undefined(message: "The environment variable '\(name)' is not set.", name: name))
                        } ?? "")
                }
            }
            return values
        },
        LookupRow("config", config),
        LookupRow("inventory_hostnames") { call throws(TemplateError) in
            let pattern = try call.textTerms().joined(separator: ",")
            return ((try? call.world.inventoryHosts(pattern)) ?? []).map { .string($0) }
        },
    ]

    private static func config(_ call: LookupCall) throws(TemplateError) -> [Value] {
        let missing = try call.text("on_missing", "error")
        let type = try call.text("plugin_type"), plugin = try call.text("plugin_name")
        guard (type == nil) == (plugin == nil) else {
            throw call.failure("Both plugin_type and plugin_name are required, cannot use one without the other.")
        }
        guard ["error", "warn", "skip"].contains(missing) else {
            throw call.failure("Invalid value '\(missing)' for config 'on_missing' for 'config' lookup plugin.")
        }
        var values: [Value] = []
        for term in call.terms {
            guard case .string(let name) = term else {
                throw call.failure(
                    "Invalid setting identifier, \(try term.pythonRepresentation()) is not a <class 'str'>, "
                        + "its a \(term.pythonClass).")
            }
            let query = SettingQuery(name: name, pluginType: type, pluginName: plugin)
            if let answer = try raising({ () throws(ValueError) in try call.world.setting(query) }) {
                values.append(try value(of: answer, query, call))
                continue
            }
            let owner = type.flatMap { type in plugin.map { " for '\($0)' \(type) plugin" } } ?? ""
            if missing == "error" { throw call.failure("No config definition exists for '\(name)'\(owner).") }
            if missing == "warn" { call.warn("Skipping \(name).: No config definition exists for '\(name)'\(owner).") }
        }
        return values
    }

    /// The value of a setting, a variable's where one sets it; with its origin where that is asked for.
    private static func value(
        of answer: SettingAnswer, _ query: SettingQuery, _ call: LookupCall
    ) throws(TemplateError) -> Value {
        var answer = answer
        for name in answer.variables {
            guard let written = try call.templar.variable(name) else { continue }
            let value = call.context.resolved(written)
            if case .undefined = value { continue }
            answer.value = value
            answer.origin = "var: \(name)"
        }
        guard answer.origin != "REQUIRED" else {
            let owner = query.pluginName.map { " for '\($0)' \(query.pluginType ?? "") plugin" } ?? ""
            throw call.failure("Required config '\(query.name)'\(owner) not provided.")
        }
        return call.flag("show_origin", false) ? .list([answer.value, .string(answer.origin)]) : answer.value
    }
}
