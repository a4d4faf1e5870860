import Modules
import Values

/// What a native module takes, as the documentation of a module written in Python would say it.
struct NativePage {
    private let module: any Module.Type

    init(_ module: any Module.Type) { self.module = module }

    var documentation: Dict {
        let name = module.name
        let spec = module.arguments
        var documentation: Dict = [
            "module": .string(name.split(separator: ".").last.map(String.init) ?? name),
            "short_description": .string("the native module \(name)"), "collection": "ansible.builtin",
            "options": .dict(Self.options(of: spec)),
        ]
        var notes = [spec.supportsCheckMode ? "Check mode is supported." : "Check mode is not supported."]
        for group in spec.mutuallyExclusive { notes.append("Only one of \(Self.names(group)) may be given.") }
        for group in spec.requiredTogether { notes.append("\(Self.names(group)) go together.") }
        for group in spec.requiredOneOf { notes.append("One of \(Self.names(group)) must be given.") }
        for rule in spec.requiredIf {
            let value = (try? rule.equals.string()) ?? ""
            notes.append(
                "Where `\(rule.option)' is `\(value)', \(rule.any ? "one" : "each") of \(Self.names(rule.needs)) must be given."
            )
        }
        if spec.fileAttributes {
            notes.append("Owner, group, mode and attributes of files may be given as in ansible.builtin.file.")
        }
        documentation["notes"] = .list(notes.map { .string($0) })
        return documentation
    }

    private static func names(_ names: [String]) -> String {
        names.map { "`\($0)'" }.joined(separator: ", ")
    }

    private static func options(of spec: ArgumentSpec) -> Dict {
        var options = Dict()
        // What begins with an underscore is said between the controller and the target.
        for option in spec.options where !option.name.hasPrefix("_") {
            var entry: Dict = ["type": .string(option.kind.rawValue)]
            if option.required { entry["required"] = true }
            if let value = option.default { entry["default"] = value }
            if !option.choices.isEmpty { entry["choices"] = .list(option.choices) }
            if !option.aliases.isEmpty { entry["aliases"] = .list(option.aliases.map { .string($0) }) }
            if let elements = option.elements { entry["elements"] = .string(elements.rawValue) }
            if let inner = option.suboptions { entry["suboptions"] = .dict(self.options(of: inner)) }
            options[.string(option.name)] = .dict(entry)
        }
        return options
    }
}

extension PluginPage {
    /// As `ansible-doc --json` has it.
    func json(isModule: Bool) -> Value {
        var doc = documentation
        for key in ["description", "notes", "requirements"] {
            if let text = doc[.string(key)]?.text { doc[.string(key)] = [.string(text)] }
        }
        let parts = name.split(separator: ".")
        doc["collection"] = .string(parts.count > 2 ? parts.prefix(2).joined(separator: ".") : "")
        doc["filename"] = .string(path)
        doc["plugin_name"] = .string(name)
        if isModule {
            doc["has_action"] = doc["has_action"] ?? false
            if doc["version_added"] != nil { doc["version_added_collection"] = doc["collection"] ?? "" }
        }
        return [
            "doc": .dict(doc), "examples": examples.map { .string($0) } ?? Value.none, "metadata": Value.none,
            "return": returns.map { .dict($0) } ?? Value.none,
        ]
    }
}
