import Modules
import System
import Values

/// `ansible.builtin.deb822_repository`: sources of apt in paragraphs of fields.
struct Deb822RepositoryModule: Module {
    static let name = "ansible.builtin.deb822_repository"
    static let arguments = ArgumentSpec([
        Option("allow_downgrade_to_insecure", .bool), Option("allow_insecure", .bool), Option("allow_weak", .bool),
        Option("architectures", .list, elements: .string), Option("by_hash", .bool), Option("check_date", .bool),
        Option("check_valid_until", .bool), Option("components", .list, elements: .string),
        Option("date_max_future", .int), Option("enabled", .bool), Option("inrelease_path"),
        Option("languages", .list, elements: .string), Option("name", required: true), Option("pdiffs", .bool),
        Option("signed_by"), Option("suites", .list, elements: .string), Option("targets", .list, elements: .string),
        Option("trusted", .bool),
        Option("types", .list, default: ["deb"], choices: ["deb", "deb-src"], elements: .string),
        Option("uris", .list, elements: .string), Option("mode", .raw, default: "0644"),
        Option("state", default: "present", choices: ["present", "absent"]),
    ])

    private let fields: [(name: String, value: Value)]
    private let slug: String
    private let mode: UInt32
    private let isPresent: Bool

    init(_ arguments: Arguments) throws(ModuleFailure) {
        isPresent = arguments.string("state") != "absent"
        fields = arguments.values.compactMap { key, value in
            guard let name = key.text, !value.isNone, name != "mode", name != "state" else { return nil }
            return (name, value)
        }.sorted { $0.name < $1.name }
        slug = Self.slug(arguments.string("name") ?? "")
        switch arguments["mode"] {
        case .int(let bits): mode = UInt32(exactly: bits) ?? 0o644
        case .string(let text):
            guard let bits = UInt32(text, radix: 8) else {
                throw ModuleFailure("mode must be an octal number, got '\(text)'")
            }
            mode = bits
        default: mode = 0o644
        }
    }

    /// Lower-case letters, digits and dashes of a name; each run of blanks and underscores is one dash.
    private static func slug(_ name: String) -> String {
        var slug = ""
        var isInBlanks = false
        for character in name.lowercased() {
            let isBlank = character == "_" || character.isWhitespace
            if isBlank {
                if !isInBlanks { slug.append("-") }
            } else if character.isASCII, character.isLetter || character.isNumber || character == "-" {
                slug.append(character)
            }
            isInBlanks = isBlank
        }
        return slug
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let path = "/etc/apt/sources.list.d/\(slug).sources"
        let key = SigningKey(slug: slug)
        if !isPresent {
            var changed = false
            for file in [path] + key.paths where await machine.exists(file) {
                changed = true
                if !context.check { try await machine.remove(file) }
            }
            return Outcome(
                changed: changed,
                values: ["repo": .none, "dest": .string(path), "key_filename": .string(key.paths.last ?? "")])
        }
        var changed = false
        var keyPath: String?
        var text = ""
        for field in fields {
            var value = Self.text(field.value)
            if field.name == "signed_by" {
                let stored = try await key.store(value, machine, context)
                changed = changed || stored.changed
                keyPath = stored.path
                value = stored.path ?? value
            }
            if value.contains("\n") { value = Self.folded(value) }
            text += "\(Self.title(field.name)):\(value.hasPrefix("\n") ? "" : " ")\(value)\n"
        }
        if await machine.text(path) != text {
            changed = true
            if !context.check { try await machine.replace(path, with: text, mode: mode) }
        }
        if let info = await machine.info(path), info.mode != mode {
            changed = true
            if !context.check {
                try await machine.attempt { base async throws(SystemError) in try await base.setMode(mode, of: path) }
            }
        }
        return Outcome(
            changed: changed,
            values: ["repo": .string(text), "dest": .string(path), "key_filename": Value(keyPath)])
    }

    private static func text(_ value: Value) -> String {
        switch value {
        case .bool(let flag): flag ? "yes" : "no"
        case .int(let number): String(number)
        default: value.sequence.map { $0.compactMap(\.text).joined(separator: " ") } ?? value.text ?? ""
        }
    }

    /// On lines of its own, indented, empty ones as a dot.
    private static func folded(_ text: String) -> String {
        let lines = text.trimmed().lines.map { $0.trimmed() }
        return "\n" + lines.map { "    " + ($0.isEmpty ? "." : $0) }.joined(separator: "\n")
    }

    private static func title(_ name: String) -> String {
        switch name {
        case "name": "X-Repolib-Name"
        case "uris": "URIs"
        default: name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: "-")
        }
    }
}
