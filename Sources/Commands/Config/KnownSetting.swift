import Configuration
import Values

/// A setting as it is listed: one of the reference, or an option that a plugin's file documents.
struct KnownSetting {
    var name: String
    /// What it is called in texts for people.
    var title: String
    var type: String
    /// Lines of text; empty where it has no description.
    var description: [String] = []
    var fallback: Value
    var environment: [String]
    var ini: [SettingReference.INIKey]
    var variables: [String]
    var choices: Value?
    var isRequired = false

    init(_ entry: SettingReference, home: String) {
        name = entry.name
        title = entry.name
        type = entry.type
        fallback = (try? JSON.parse(entry.fallback.replacing("{HOME}", with: home))) ?? .none
        environment = entry.environment
        ini = entry.ini
        variables = entry.variables
        choices = entry.choices.isEmpty ? nil : .list(entry.choices.map { .string($0) })
        isRequired = entry.isRequired
    }

    /// An entry of `options:` in a plugin's documentation.
    init(name: String, documented entry: Dict) {
        func text(_ value: Value?) -> String { value?.text ?? "" }
        func names(_ key: Value) -> [String] { (entry[key]?.sequence ?? []).map { text($0.mapping?["name"]) } }
        self.name = name
        title = entry["name"]?.text ?? name
        type = text(entry["type"])
        description = entry["description"]?.sequence?.map(text) ?? entry["description"]?.text.map { [$0] } ?? []
        fallback = entry["default"] ?? .none
        environment = names("env")
        ini = (entry["ini"]?.sequence ?? []).compactMap(\.mapping).map { entry in
            .init(section: text(entry["section"]), key: text(entry["key"]))
        }
        variables = names("vars")
        choices = entry["choices"]
        if case .bool(true) = entry["required"] { isRequired = true }
    }

    /// As `ansible-config list` shows it.
    var entry: Value {
        var entry: Dict = [:]
        if !fallback.isNone { entry["default"] = fallback }
        func list(_ names: [String]) -> Value { .list(names.map { ["name": .string($0)] }) }
        if !description.isEmpty { entry["description"] = .list(description.map { .string($0) }) }
        if !environment.isEmpty { entry["env"] = list(environment) }
        if !ini.isEmpty {
            entry["ini"] = .list(ini.map { ["key": .string($0.key), "section": .string($0.section)] })
        }
        if !variables.isEmpty { entry["vars"] = list(variables) }
        if let choices { entry["choices"] = choices }
        if !type.isEmpty { entry["type"] = .string(type) }
        if isRequired { entry["required"] = true }
        entry["name"] = .string(title)
        return .dict(entry)
    }
}
