import Diagnostics
import Glibc

/// The settings in force: the environment before the configuration file before the built-in defaults.
///
/// The file is the first of `$ANSIBLE_CONFIG`, `ansible.cfg` here (unless others may write the directory),
/// `~/.ansible.cfg` and `/etc/ansible/ansible.cfg`.
public struct Configuration: Sendable {
    /// The configuration file that was read, if any.
    public let file: String?
    public let warnings: [String]
    /// Values that are not of their setting's type, in Ansible's words.
    public let problems: [String]
    private let values: [String: String]
    private let explicit: Set<String>
    private let environment: [String: String]
    private let sections: [String: [String: String]]

    public init(environment: [String: String], directory: String) {
        var warnings: [String] = []
        let file = Self.find(environment: environment, directory: directory, warnings: &warnings)
        let sections = file.flatMap(Self.read).map { INIFile(text: $0).sections } ?? [:]
        let base = file.map(Self.directory(of:)) ?? directory
        var values: [String: String] = [:]
        var explicit: Set<String> = []
        var problems: [String] = []
        for setting in Setting.table {
            let given = setting.environment.first { environment[$0].map { !Self.saysNothing($0, setting) } ?? false }
            if let given, let value = environment[given] {
                let value = given == "NO_COLOR" ? "true" : value
                if !Self.isValid(value, setting) {
                    problems.append(Self.problem(setting, value, from: "env: \(given)"))
                }
                values[setting.name] = setting.located(value, base: directory, environment: environment)
                explicit.insert(setting.name)
            } else if let value = setting.keys.lazy.compactMap({ sections[setting.section]?[$0] })
                .first(where: { setting.kind != .bool || !Self.saysNothing($0, setting) })
            {
                let value = setting.kind == .list ? value : INIFile.unquoted(value)
                if !Self.isValid(value, setting) {
                    problems.append(Self.problem(setting, value, from: file ?? ""))
                }
                values[setting.name] = setting.located(value, base: base, environment: environment)
                explicit.insert(setting.name)
            } else if let value = setting.fallback {
                values[setting.name] = setting.located(value, base: directory, environment: environment)
            }
        }
        self.file = file
        self.warnings = warnings
        self.problems = problems
        self.values = values
        self.explicit = explicit
        self.environment = environment
        self.sections = sections
    }

    /// What the environment or the configuration file says of a plugin's option, the last of its places winning; nil
    /// where neither says anything.
    public func text(of option: SettingReference) -> String? {
        if let text = option.environment.compactMap({ environment[$0] }).last { return text }
        return option.ini.compactMap { sections[$0.section]?[$0.key.lowercased()] }.last.map(INIFile.unquoted)
    }

    /// An empty number or boolean counts as not set: nothing empty turns anything off.
    private static func saysNothing(_ value: String, _ setting: Setting) -> Bool {
        switch setting.kind {
        case .int, .double: value.isEmpty
        case .bool: value.allSatisfy(\.isWhitespace)
        default: false
        }
    }

    private static func isValid(_ value: String, _ setting: Setting) -> Bool {
        switch setting.kind {
        case .int, .double: Double(value.filter { $0 != " " }) != nil
        case .bool: BooleanText.parse(value) != nil
        default: true
        }
    }

    private static func problem(_ setting: Setting, _ value: String, from origin: String) -> String {
        let type = setting.kind == .int ? "integer" : setting.kind == .bool ? "boolean" : "float"
        return "Config '\(setting.name)' from '\(origin)' has an invalid value: Invalid value provided for "
            + "'\(type)': '\(value)'"
    }

    /// The value as it was written, or the default; nil where there is neither.
    public func string(_ name: String) -> String? { values[name] }

    /// Whether a setting of this type is on. Words that are no booleans are among ``problems``.
    public func bool(_ name: String) -> Bool { values[name].map(Self.isTrue) ?? false }

    public func int(_ name: String) -> Int? { values[name].flatMap { Int($0.filter { $0 != " " }) } }

    /// Comma- or colon-separated words, by the setting's kind; empty ones left out.
    public func list(_ name: String) -> [String] {
        let kind = Setting.table.first { $0.name == name }?.kind
        let separator: Character = if case .paths = kind { ":" } else { "," }
        return (values[name] ?? "").split(separator: separator).map { INIFile.unquoted(Self.trimmed(String($0))) }
            .filter { !$0.isEmpty }
    }

    /// The directories that hold an `ansible_collections`, which a path may name as well.
    public var collectionsPaths: [String] {
        list("COLLECTIONS_PATHS").map { path in
            var parts = path.split(separator: "/", omittingEmptySubsequences: false)
            while parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
            guard parts.last == "ansible_collections" else { return path }
            return parts.count == 1 ? "." : parts.dropLast().joined(separator: "/")
        }
    }

    /// Whether the environment or the file sets it.
    public func isSet(_ name: String) -> Bool { explicit.contains(name) }

    /// Whether a text is one of the words for true, where any other means false.
    public static func isTrue(_ text: String) -> Bool { BooleanText.parse(text) ?? false }

    static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    private static func find(
        environment: [String: String], directory: String, warnings: inout [String]
    ) -> String? {
        if let given = environment["ANSIBLE_CONFIG"], !given.isEmpty {
            let path = Setting.expanded(given, environment: environment)
            var info = stat()
            if stat(path, &info) == 0 {
                return info.st_mode & S_IFMT == S_IFDIR ? path + "/ansible.cfg" : path
            }
        }
        var info = stat()
        let here = directory + "/ansible.cfg"
        if stat(directory, &info) == 0, access(here, R_OK) == 0 {
            if info.st_mode & S_IWOTH == 0 { return here }
            warnings.append(
                "Ansible is being run in a world writable directory (\(directory)), ignoring it as an ansible.cfg "
                    + "source. For more information see "
                    + "https://docs.ansible.com/ansible/devel/reference_appendices/config.html#cfg-in-world-writable-dir"
            )
        }
        let home = environment["HOME"].map { $0 + "/.ansible.cfg" }
        return [home, "/etc/ansible/ansible.cfg"].lazy.compactMap { $0 }.first { access($0, R_OK) == 0 }
    }

    static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func read(_ path: String) -> String? {
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16384)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
