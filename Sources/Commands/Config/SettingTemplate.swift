import Configuration
import Values
import YAML

/// A configuration to begin with: every setting with its default (`ansible-config init`).
struct SettingTemplate {
    private let options: ConfigOptions
    private let groups: [[KnownSetting]]

    init(_ world: World, _ options: ConfigOptions) {
        self.options = options
        let catalog = SettingCatalog(world)
        var groups: [[KnownSetting]] = []
        if ["base", "all"].contains(options.type) { groups.append(catalog.base) }
        let types =
            options.type == "all" ? SettingReference.pluginTypes : options.type == "base" ? [] : [options.type]
        for type in types { groups += catalog.plugins(type, named: options.plugins).map(\.settings) }
        self.groups = groups
    }

    func text() -> String {
        let format = options.format ?? "ini"
        return format == "ini" ? ini() : groups.flatMap { lines($0, format) }.joined(separator: "\n")
    }

    private var comment: String { options.isCommented ? "#" : "" }

    // MARK: A file

    private func ini() -> String {
        var order: [String] = []
        var sections: [String: [String]] = [:]
        var seen: Set<SettingReference.INIKey> = []
        for settings in groups {
            for setting in settings.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
                guard let place = setting.ini.last else { continue }
                if sections[place.section] == nil {
                    order.append(place.section)
                    sections[place.section] = []
                }
                guard seen.insert(place).inserted else { continue }
                let about = described(setting, mark: "# ").joined(separator: "\n# ")
                let key = (options.isCommented ? ";" : "") + place.key
                sections[place.section]?.append(
                    "# (\(setting.type.isEmpty ? "string" : setting.type)) \(about)\n\(key)=\(flat(setting.fallback))")
            }
        }
        var lines: [String] = []
        for section in order {
            lines.append("[\(section)]")
            for entry in sections[section] ?? [] { lines += [entry, ""] }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    /// What a setting is about; its name where it has no description.
    private func described(_ setting: KnownSetting, mark: String) -> [String] {
        setting.description.isEmpty ? [setting.title] : setting.description
    }

    private func flat(_ value: Value) -> String {
        if value.isNone { return "" }
        if let items = value.sequence { return items.map { (try? $0.string()) ?? "" }.joined(separator: ", ") }
        return (try? value.string()) ?? ""
    }

    // MARK: Variables

    private func lines(_ settings: [KnownSetting], _ format: String) -> [String] {
        var lines: [String] = []
        for setting in settings {
            guard let name = format == "env" ? setting.environment.last : setting.variables.last else { continue }
            let about = described(setting, mark: "#").joined(separator: "\n#")
            lines.append("# \(setting.title)(\(setting.type.isEmpty ? "string" : setting.type)): \(about)")
            if name.lowercased().hasPrefix("_ansible_") { continue }
            lines.append(
                format == "env"
                    ? "\(comment)\(name)=\(environmentValue(setting))" : "\(comment)\(name): \(yaml(setting.fallback))")
            lines.append("")
        }
        return lines
    }

    private func environmentValue(_ setting: KnownSetting) -> String {
        let value = setting.fallback
        if setting.type == "boolean" { return value.truth ? "1" : "0" }
        guard value.truth else { return value.isNone ? "" : (try? value.string()) ?? "" }
        let isWord = value.text != nil || (setting.type == "list" && value.sequence != nil)
        let text = setting.type == "list" ? flat(value) : (try? value.string()) ?? ""
        return isWord ? Self.quoted(text) : text
    }

    /// As a shell takes it for one word.
    private static func quoted(_ text: String) -> String {
        if text.count > 1, let quote = text.first, "\"'".contains(quote), text.last == quote { return text }
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.isASCII
                && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "@%+=:,./-_".unicodeScalars.contains($0))
        }
        return isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\"'\"'") + "'"
    }

    private func yaml(_ value: Value) -> String {
        let text = (try? YAMLEmitter.text(value.isNone ? "" : value, YAMLOptions(flowStyle: true))) ?? ""
        return text.replacing("\n...\n", with: "\n")
    }
}
