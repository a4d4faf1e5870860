import Modules
import System
import Values

/// `ansible.builtin.group`.
struct GroupModule: Module {
    static let name = "ansible.builtin.group"
    static let arguments = ArgumentSpec(
        [
            Option("state", default: "present", choices: ["absent", "present"]), Option("name", required: true),
            Option("force", .bool, default: false), Option("gid", .int), Option("system", .bool, default: false),
            Option("local", .bool, default: false), Option("non_unique", .bool, default: false),
            Option("gid_min", .int), Option("gid_max", .int),
        ],
        requiredIf: [.init("non_unique", true, ["gid"])], operands: ["name"])

    private let name: String
    private let isPresent: Bool
    private let force: Bool
    private let id: Int?
    private let isSystem: Bool
    private let isLocal: Bool
    private let mayRepeat: Bool
    private let limits: [(name: String, value: Int)]

    init(_ arguments: Arguments) throws(ModuleFailure) {
        name = arguments.string("name") ?? ""
        isPresent = arguments.string("state") != "absent"
        force = arguments.bool("force") ?? false
        id = arguments.int("gid")
        isSystem = arguments.bool("system") ?? false
        isLocal = arguments.bool("local") ?? false
        mayRepeat = arguments.bool("non_unique") ?? false
        limits = [("gid_min", "GID_MIN"), ("gid_max", "GID_MAX")].compactMap { option, name in
            arguments.int(option).map { (name, $0) }
        }
        if force, isLocal {
            throw ModuleFailure(
                "force is not a valid option for local, force=True and local=True are mutually exclusive")
        }
        if isLocal, let limit = limits.first {
            throw ModuleFailure("'\(limit.name.lowercased())' can not be used with 'local'")
        }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let files = AccountFiles(machine: machine)
        let group = await files.group(named: name)
        let exists = isLocal ? try await files.isLocal(name, in: "/etc/group") : group != nil
        var outcome = Outcome(values: ["name": .string(name), "state": isPresent ? "present" : "absent"])
        var command: [String]?
        if !isPresent {
            command = exists ? try await removal(machine) : nil
        } else if !exists {
            command = try await creation(machine)
        } else if let id, let group, group.gid != UInt32(exactly: id) {
            command = try await change(machine, from: group)
        }
        if let command {
            outcome.changed = true
            if context.check, !isPresent || !exists { return Outcome(changed: true) }
            if !context.check {
                let result = try await machine.run(command)
                guard result.succeeded else { throw ModuleFailure(result.errorText, values: ["name": .string(name)]) }
                if !result.output.isEmpty { outcome.values["stdout"] = .string(result.text) }
                if !result.error.isEmpty { outcome.values["stderr"] = .string(result.errorText) }
            }
        }
        if isPresent, let group = await files.group(named: name) {
            outcome.values["system"] = .bool(isSystem)
            outcome.values["gid"] = .int(Int(group.gid))
        }
        return outcome
    }

    private func usesBusyBox(_ machine: Machine<some System>) async -> Bool {
        guard !isLocal, await machine.find("groupadd") == nil else { return false }
        return await machine.find("addgroup") != nil
    }

    private func removal(_ machine: Machine<some System>) async throws(ModuleFailure) -> [String] {
        if await usesBusyBox(machine) { return [try await machine.require("delgroup"), name] }
        return [try await machine.require(isLocal ? "lgroupdel" : "groupdel")] + (force ? ["-f"] : []) + [name]
    }

    private func creation(_ machine: Machine<some System>) async throws(ModuleFailure) -> [String] {
        try await checkLocalID(machine)
        if await usesBusyBox(machine) {
            return [try await machine.require("addgroup")] + idFlags + (isSystem ? ["-S"] : []) + limitFlags + [name]
        }
        let program = try await machine.require(isLocal ? "lgroupadd" : "groupadd")
        return [program] + idFlags + (isSystem ? ["-r"] : []) + limitFlags + [name]
    }

    private func change(_ machine: Machine<some System>, from group: Group) async throws(ModuleFailure) -> [String] {
        try await checkLocalID(machine)
        if await usesBusyBox(machine), let id {
            // BusyBox has no groupmod: the file is changed in place.
            if await machine.lines("/etc/group").contains(where: { $0.has(":\(id):") }) {
                throw ModuleFailure("gid '\(id)' in use")
            }
            return ["sed", "-i", "s/^\(name):x:\(group.gid):/\(name):x:\(id):/", "/etc/group"]
        }
        return [try await machine.require(isLocal ? "lgroupmod" : "groupmod")] + idFlags + [name]
    }

    private var limitFlags: [String] { limits.flatMap { ["-K", "\($0.name)=\($0.value)"] } }

    private var idFlags: [String] { id.map { ["-g", String($0)] + (mayRepeat ? ["-o"] : []) } ?? [] }

    private func checkLocalID(_ machine: Machine<some System>) async throws(ModuleFailure) {
        guard isLocal, let id, let number = UInt32(exactly: id) else { return }
        guard let other = (try? await machine.system.group(.id(number))) ?? nil, other.name != name else { return }
        throw ModuleFailure("GID '\(id)' already exists with group '\(other.name)'")
    }
}

extension AccountFiles {
    func group(named name: String) async -> Group? { (try? await machine.system.group(.name(name))) ?? nil }
}
