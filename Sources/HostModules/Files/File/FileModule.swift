import Modules
import System
import Values

/// `ansible.builtin.file`: files, directories, links and their properties.
struct FileModule: Module {
    static let name = "ansible.builtin.file"
    static let arguments = ArgumentSpec(
        [
            Option("state", choices: ["absent", "directory", "file", "hard", "link", "touch"]),
            Option("path", .path, required: true, aliases: ["dest", "name"]),
            Option("_original_basename"), Option("recurse", .bool, default: false),
            Option("force", .bool, default: false), Option("follow", .bool, default: true),
            Option("_diff_peek", .bool), Option("src", .path), Option("modification_time"),
            Option("modification_time_format", default: "%Y%m%d%H%M.%S"), Option("access_time"),
            Option("access_time_format", default: "%Y%m%d%H%M.%S"),
        ], fileAttributes: true)

    let arguments: Arguments
    let attributes: FileAttributes

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        attributes = FileAttributes(arguments)
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let target = try await FileTarget(arguments, attributes, on: system, in: context)
        if arguments["_diff_peek"] != nil { return try await peek(target.path, on: system) }
        var warnings: [String] = []
        if context.check, target.state != "absent" { warnings = await unknownAccounts(on: system) }
        do {
            var outcome = try await settle(target)
            if !context.diff { outcome.diff = [] }
            outcome.warnings = warnings + outcome.warnings
            return outcome
        } catch {
            var failure = error
            if !warnings.isEmpty { failure.values["warnings"] = .list(warnings.map { .string($0) }) }
            throw failure
        }
    }

    private func settle(_ target: FileTarget<some System>) async throws(ModuleFailure) -> Outcome {
        switch target.state {
        case "absent": try await target.remove()
        case "directory": try await target.makeDirectory(recurse: arguments.bool("recurse") ?? false)
        case "link": try await target.symlink()
        case "hard": try await target.hardLink()
        case "touch": try await target.touch()
        default: try await target.setAttributes()
        }
    }

    private func peek(_ path: String, on system: some System) async throws(ModuleFailure) -> Outcome {
        let head = (try? await system.read(path, from: 0, length: 8192)) ?? []
        return Outcome(values: ["path": .string(path), "appears_binary": .bool(head.contains(0))])
    }

    /// Accounts that do not exist are no failure in check mode: an earlier task may be going to create them.
    private func unknownAccounts(on system: some System) async -> [String] {
        let hint = "Create %@ up to this point in real play"
        var warnings: [String] = []
        if let owner = attributes.owner {
            let id = UInt32(owner)
            if (try? await system.user(id.map { .id($0) } ?? .name(owner))) == .some(nil) {
                let subject = id == nil ? "user \(owner)" : "user with uid \(owner)"
                warnings.append("failed to look up \(subject). " + hint.replacing("%@", by: "user"))
            }
        }
        if let group = attributes.group {
            let id = UInt32(group)
            if (try? await system.group(id.map { .id($0) } ?? .name(group))) == .some(nil) {
                let subject = id == nil ? "group \(group)" : "group with gid \(group)"
                warnings.append("failed to look up \(subject). " + hint.replacing("%@", by: "group"))
            }
        }
        return warnings
    }
}
