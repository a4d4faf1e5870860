import HostModules
import Modules
import System
import Values

/// `community.general.locale_gen`: which locales a Debian machine has.
struct LocaleGenModule: Module {
    static let name = "community.general.locale_gen"
    static let arguments = ArgumentSpec(Option.table("name!:list state=present{absent|present}"))

    private let names: [String]
    private let isPresent: Bool

    init(_ arguments: Arguments) throws(ModuleFailure) {
        names = arguments.strings("name") ?? []
        isPresent = arguments.string("state") == "present"
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let path = "/etc/locale.gen"
        guard await machine.exists(path) else {
            throw ModuleFailure(
                "/var/lib/locales/supported.d and \(path) are missing. Is the package \"locales\" installed?")
        }
        let made = try await made(machine)
        let known = Set(
            await machine.lines("/usr/share/i18n/SUPPORTED").compactMap { line in
                let words = line.replacing("#", by: "").words
                return words.count == 2 ? words[0] : nil
            })
        var values: Dict = ["mechanism": "glibc", "name": .texts(names), "ubuntu_mode": false]
        if context.diff { values["diff"] = [:] }
        let unknown = names.filter { !known.contains($0) && !made.contains(Self.plain($0)) }
        guard unknown.isEmpty else {
            throw ModuleFailure(
                "The following locales you have entered are not available on your system:"
                    + " \(unknown.joined(separator: ", "))", values: values)
        }
        let isThere = names.allSatisfy { made.contains(Self.plain($0)) }
        var outcome = Outcome(changed: isThere != isPresent, values: values)
        guard outcome.changed, !context.check else { return outcome }
        let lines = await machine.lines(path).map(adjusted)
        try await machine.replace(path, with: lines.map { "\($0)\n" }.joined())
        _ = try await machine.succeed([try await machine.require("locale-gen")])
        // A locale without a line in the file is not made.
        let after = try await self.made(machine)
        outcome.changed = names.allSatisfy { after.contains(Self.plain($0)) } != isThere
        return outcome
    }

    /// `locale -a` writes `en_US.utf8` for what the file calls `en_US.UTF-8`.
    private static func plain(_ name: String) -> String {
        guard let (language, charset) = name.cut(at: ".") else { return name }
        let (code, modifier) = charset.cut(at: "@").map { ($0.before, "@" + $0.after) } ?? (charset, "")
        return "\(language).\(code.lowercased().replacing("-", by: ""))\(modifier)"
    }

    private func made(_ machine: Machine<some System>) async throws(ModuleFailure) -> Set<String> {
        Set(try await machine.succeed([try await machine.require("locale"), "-a"]).text.lines.map(Self.plain))
    }

    private func adjusted(_ line: String) -> String {
        let content = line.hasPrefix("#") ? line.dropFirst().trimmed() : line
        let words = content.words
        guard words.count >= 2, names.contains(words[0]) else { return line }
        return isPresent ? content : "# \(content)"
    }
}
