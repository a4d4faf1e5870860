import HostModules
import Modules
import System
import Values

/// `ansible.posix.acl`: entries of a file's access control list, by getfacl and setfacl.
struct ACLModule: Module {
    static let name = "ansible.posix.acl"
    static let arguments = ArgumentSpec(
        Option.table(
            """
            path!(name):path entry entity= etype{group|mask|other|user} permissions state=query{absent|present|query}
            follow:bool=true default:bool=false recursive(recurse):bool=false
            recalculate_mask=default{default|mask|no_mask} use_nfsv4_acls:bool=false
            """), operands: ["path"])

    private let arguments: Arguments
    private let path: String
    private let state: String
    private let isNFS: Bool
    private var isDefault: Bool
    private var kind: String?
    private var entity: String
    private var permissions: String?

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        path = arguments.string("path") ?? ""
        state = arguments.string("state") ?? "query"
        isNFS = arguments.bool("use_nfsv4_acls") ?? false
        isDefault = arguments.bool("default") ?? false
        kind = arguments.string("etype")
        entity = arguments.string("entity") ?? ""
        permissions = arguments.string("permissions").flatMap { $0.isEmpty ? nil : $0 }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        guard await machine.exists(path) else { throw ModuleFailure("Path not found or not accessible.") }
        if let mistake { throw ModuleFailure(mistake) }
        var one = self
        if let entry = arguments.string("entry"), !entry.isEmpty { one.split(entry) }
        return try await one.work(machine, context)
    }

    private var mistake: String? {
        let entry = arguments.string("entry") ?? ""
        if state == "query" {
            if arguments.bool("recursive") == true { return "'recursive' MUST NOT be set when 'state=query'." }
            if arguments.string("recalculate_mask") != "default" {
                return "'recalculate_mask' MUST NOT be set to 'mask' or 'no_mask' when 'state=query'."
            }
        }
        if entry.isEmpty {
            if state == "absent", permissions != nil, !isNFS {
                return "'permissions' MUST NOT be set when 'state=absent'."
            }
            if state == "absent", entity.isEmpty { return "'entity' MUST be set when 'state=absent'." }
            return state != "query" && kind == nil ? "'etype' MUST be set when 'state=\(state)'." : nil
        }
        if kind != nil || !entity.isEmpty || permissions != nil {
            return "'entry' MUST NOT be set when 'entity', 'etype' or 'permissions' are set."
        }
        let colons = entry.count { $0 == ":" }
        if state == "present", colons != 2, colons != 3 {
            return "'entry' MUST have 3 or 4 sections divided by ':' when 'state=present'."
        }
        if state == "absent", colons != 1, colons != 2 {
            return "'entry' MUST have 2 or 3 sections divided by ':' when 'state=absent'."
        }
        return state == "query" ? "'entry' MUST NOT be set when 'state=query'." : nil
    }

    private mutating func split(_ entry: String) {
        var parts = entry.split(separator: ":" as Character, omittingEmptySubsequences: false).map(String.init)
        if entry.lowercased().hasPrefix("d") {
            isDefault = true
            parts.removeFirst()
        }
        let kinds: [Character: String] = ["u": "user", "g": "group", "m": "mask", "o": "other"]
        kind = parts.first?.lowercased().first.flatMap { kinds[$0] }
        entity = parts.count > 1 ? parts[1] : ""
        permissions = parts.count > 2 ? parts[2] : nil
    }

    private func work(_ machine: Machine<some System>, _ context: ModuleContext) async throws(ModuleFailure) -> Outcome
    {
        var outcome = Outcome(message: "current acl")
        if state != "query" {
            let isPresent = state == "present"
            var entry = "\(kind ?? ""):\(entity)"
            if isNFS {
                entry = "A:\(kind == "group" ? "g" : ""):\(entity):\(permissions ?? "")tcy"
            } else if isPresent, let permissions {
                entry += ":" + permissions
            }
            let program = isNFS ? "nfs4_setfacl" : "setfacl"
            let verb = isPresent ? isNFS ? "-a" : "-m" : "-x"
            let command = flags(for: [verb, entry], changesMask: true)
            let path = try await machine.require(program)
            // A line that ends so is one that would stay as it is.
            let tested = lines(try await machine.succeed([path, "--test"] + command))
            outcome.changed =
                isNFS
                ? tested.count { $0 == entry } != 2 : !tested.contains { $0.hasSuffix("*,*") }
            if outcome.changed, !context.check {
                let result = try await machine.run([path] + command)
                if isPresent, !result.succeeded { throw ModuleFailure(result.errorText.trimmed()) }
            }
            outcome.message = "\(entry) is \(state)"
        }
        let program = try await machine.require(isNFS ? "nfs4_getfacl" : "getfacl")
        let header = (isNFS ? [] : ["--absolute-names"]) + ["--omit-header"]
        outcome.values["acl"] = .texts(lines(try await machine.succeed([program] + flags(for: header))))
        return outcome
    }

    private func flags(for words: [String], changesMask: Bool = false) -> [String] {
        var flags = (isDefault ? ["-d"] : []) + words
        if arguments.bool("recursive") == true, !isNFS { flags.append("--recursive") }
        let masks = ["mask": "--mask", "no_mask": "--no-mask"]
        if changesMask, let mask = masks[arguments.string("recalculate_mask") ?? ""] { flags.append(mask) }
        if arguments.bool("follow") == false, !isNFS { flags.append("--physical") }
        return flags + [path]
    }

    private func lines(_ result: CommandResult) -> [String] {
        var lines = result.text.lines.filter { !$0.hasPrefix("#") }.map { $0.trimmed() }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
