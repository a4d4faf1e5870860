import Modules
import System
import Values

/// `community.general.apk`: Alpine packages.
struct ApkModule: Module {
    static let name = "community.general.apk"
    static let aliases = ["ansible.builtin.apk"]
    static let arguments = ArgumentSpec(
        [
            Option("state", default: "present", choices: ["present", "installed", "absent", "removed", "latest"]),
            Option("name", .list, elements: .string), Option("no_cache", .bool, default: false),
            Option("repository", .list, elements: .string), Option("update_cache", .bool, default: false),
            Option("upgrade", .bool, default: false), Option("available", .bool, default: false),
            Option("world", .path, default: "/etc/apk/world"),
        ],
        mutuallyExclusive: [["name", "upgrade"]], requiredOneOf: [["name", "update_cache", "upgrade"]],
        operands: ["name", "repository"])

    private let names: [String]
    private let state: String
    private let flags: [String]
    private let updates: Bool
    private let upgrades: Bool
    private let available: Bool
    private let world: String

    init(_ arguments: Arguments) throws(ModuleFailure) {
        names = arguments.strings("name") ?? []
        state = arguments.string("state") ?? "present"
        flags =
            (arguments.bool("no_cache") == true ? ["--no-cache"] : [])
            + (arguments.strings("repository") ?? []).flatMap {
                ["--repository", $0, "--repositories-file", "/dev/null"]
            }
        updates = arguments.bool("update_cache") ?? false
        upgrades = arguments.bool("upgrade") ?? false
        available = arguments.bool("available") ?? false
        world = arguments.string("world") ?? "/etc/apk/world"
        if available, !upgrades { throw ModuleFailure("available is only for upgrade") }
        if names.contains(where: { $0.trimmed().isEmpty }) {
            throw ModuleFailure("Package name(s) cannot be empty or whitespace-only")
        }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let apk = [try await machine.require("apk")] + flags
        if updates {
            let result = try await machine.run(apk + ["update"])
            guard result.succeeded else { throw ModuleFailure("could not update package db", values: output(result)) }
            if names.isEmpty, !upgrades {
                return Outcome(changed: true, message: "updated repository indexes", values: output(result))
            }
        }
        let dry = context.check ? ["--simulate"] : []
        if upgrades {
            let result = try await machine.run(apk + ["upgrade"] + dry + (available ? ["--available"] : []))
            guard result.succeeded else { throw ModuleFailure("failed to upgrade packages", values: output(result)) }
            let changed = result.text.lines.contains { $0.hasPrefix("(") }
            return Outcome(
                changed: changed, message: changed ? "upgraded packages" : "packages already upgraded",
                values: output(result))
        }
        let wanted = try await open(machine, apk)
        guard !wanted.isEmpty else {
            return Outcome(
                message: state == "absent" || state == "removed"
                    ? "package(s) already removed" : "package(s) already installed")
        }
        let isRemoval = state == "absent" || state == "removed"
        let verb = isRemoval ? ["del", "--purge"] : ["add"] + (state == "latest" ? ["--upgrade"] : [])
        let result = try await machine.run(apk + verb + dry + wanted)
        let list = wanted.joined(separator: " ")
        guard result.succeeded else {
            throw ModuleFailure("failed to \(isRemoval ? "remove" : "install") \(list)", values: output(result))
        }
        return Outcome(
            changed: true, message: isRemoval ? "removed \(list) package(s)" : "installed \(list) package(s)",
            values: output(result))
    }

    private func output(_ result: CommandResult) -> Dict {
        let packages = result.text.lines.filter { $0.hasPrefix("(") }.compactMap { $0.words.dropFirst(2).first }
        return [
            "stdout": .string(result.text), "stderr": .string(result.errorText), "packages": .texts(packages),
        ]
    }

    /// The names for which something has to be done.
    private func open(_ machine: Machine<some System>, _ apk: [String]) async throws(ModuleFailure) -> [String] {
        let asked = Set(await machine.lines(world))
        var open: [String] = []
        for name in names {
            let bare = String(name.prefix { !"<>=~@".contains($0) })
            let isInstalled = try await machine.run(apk + ["-v", "info", "--installed", bare]).succeeded
            switch state {
            case "absent", "removed": if isInstalled { open.append(name) }
            case "latest":
                let versions = try await machine.run(apk + ["version", bare]).text
                if !isInstalled
                    || versions.lines.contains(where: { $0.hasPrefix("\(bare)-") && $0.words.contains("<") })
                {
                    open.append(name)
                }
            default:
                // A dependency is made wanted for itself by being added again.
                if !isInstalled || !asked.contains(where: { $0 == name || $0.hasPrefix(bare) }) { open.append(name) }
            }
        }
        return open
    }
}
