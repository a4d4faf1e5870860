import Configuration
import Diagnostics
import Glibc
import Loading
import Values

/// What a setting is in this environment and configuration file, and where that comes from.
struct SettingResolver {
    struct Resolved {
        var name: String
        var value: Value
        /// `default`, `env: NAME`, the path of the file, or `REQUIRED`.
        var origin: String

        var isChanged: Bool { !["default", "REQUIRED"].contains(origin) && !["_terms", "_input"].contains(name) }
    }

    private let world: World
    private let file: String?
    private let sections: [String: [String: String]]
    private let paths: DataLoader

    init(_ world: World) {
        self.world = world
        file = world.configuration.file
        sections =
            file.flatMap { Bytes.ofFile($0) }.map {
                INIFile(text: String(decoding: $0, as: UTF8.self)).sections
            } ?? [:]
        paths = DataLoader(environment: world.environment)
    }

    /// Throws for a value that is not of the setting's type or none of its choices.
    func resolve(_ setting: KnownSetting) throws(OptionsError) -> Resolved {
        if setting.name == "CONFIG_FILE" {
            return Resolved(name: setting.name, value: file.map { .string($0) } ?? .none, origin: "")
        }
        var found = written(setting)
        if let (text, origin) = found, origin.hasPrefix("env:"), text.isEmpty, !Self.isText(setting.type) {
            found = nil
        }
        guard let (text, origin) = found else {
            if setting.isRequired { return Resolved(name: setting.name, value: .none, origin: "REQUIRED") }
            return Resolved(
                name: setting.name, value: try typed(setting.fallback, setting, "default"), origin: "default")
        }
        let value = try typed(.string(text), setting, origin)
        try checkChoice(value, setting, origin)
        return Resolved(name: setting.name, value: value, origin: origin)
    }

    /// Where a setting is set; nil where it has its default.
    func origin(of setting: SettingReference) -> String? {
        if let name = setting.environment.last(where: { world.environment[$0] != nil }) { return "env: \(name)" }
        guard let file else { return nil }
        return setting.ini.contains { sections[$0.section]?[$0.key.lowercased()] != nil } ? file : nil
    }

    /// The last of its places that has something, the environment before the file.
    private func written(_ setting: KnownSetting) -> (text: String, origin: String)? {
        if let name = setting.environment.last(where: { world.environment[$0] != nil }) {
            return (world.environment[name] ?? "", "env: \(name)")
        }
        guard let file else { return nil }
        return setting.ini.compactMap { sections[$0.section]?[$0.key.lowercased()] }.last.map { text in
            (setting.type == "list" ? text : INIFile.unquoted(text), file)
        }
    }

    private static func isText(_ type: String) -> Bool { ["", "str", "string", "raw"].contains(type) }

    private func typed(_ value: Value, _ setting: KnownSetting, _ origin: String) throws(OptionsError) -> Value {
        let base = origin.hasPrefix("/") ? paths.parent(of: origin) : world.directory
        if value.isNone { return value }
        let text = value.text
        let converted: Value?
        switch setting.type {
        case "bool", "boolean":
            converted = text.map { .bool(Configuration.isTrue($0)) } ?? .bool(value.truth)
        case "int", "integer": converted = text.map { Int($0).map { .int($0) } } ?? value
        case "float": converted = (text ?? (try? value.string())).flatMap { Double($0) }.map { .double($0) }
        case "str", "string": converted = text == nil ? (try? value.string()).map { .string($0) } : value
        case "list": converted = text.map { .list(Self.words($0, ",")) } ?? value
        case "path": converted = text.map { .string(paths.path($0, in: base)) }
        case "tmp", "tmppath", "temppath":
            converted = text.map { .string(paths.path($0, in: base) + "/ansible-local-\(getpid())") }
        case "pathspec", "pathlist":
            let words = text.map { Self.words($0, setting.type == "pathspec" ? ":" : ",") } ?? value.sequence
            converted = words.map { .list($0.map { .string(paths.path($0.text ?? "", in: base)) }) }
        default: converted = value
        }
        guard let converted else {
            throw OptionsError(
                "Config '\(setting.name)' from '\(origin)' has an invalid value.: Invalid value provided for "
                    + "'\(setting.type)': \((try? value.representation()) ?? "")")
        }
        return converted
    }

    private static func words(_ text: String, _ separator: Character) -> [Value] {
        text.split(separator: separator, omittingEmptySubsequences: false).map { word in
            var word = word.trimmingPrefix { $0.isWhitespace }
            while word.last?.isWhitespace == true { word.removeLast() }
            if word.count > 1, let quote = word.first, "\"'".contains(quote), word.last == quote {
                word = word.dropFirst().dropLast()
            }
            return .string(String(word))
        }
    }

    private func checkChoice(_ value: Value, _ setting: KnownSetting, _ origin: String) throws(OptionsError) {
        guard let choices = setting.choices?.sequence ?? setting.choices?.mapping.map({ Array($0.keys) }) else {
            return
        }
        let known = choices.map { (try? $0.string()) ?? "" }
        let given = setting.type == "list" ? value.sequence ?? [] : [value]
        guard let bad = given.map({ (try? $0.string()) ?? "" }).first(where: { !known.contains($0) }) else { return }
        throw OptionsError(
            "Invalid value \"\(bad)\" for configuration option \"\(setting.name)\", valid values are: "
                + known.joined(separator: ", "))
    }
}
