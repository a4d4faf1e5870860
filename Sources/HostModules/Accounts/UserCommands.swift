import Modules
import System
import Values

/// The programs that change accounts: shadow's, libuser's for `local`, BusyBox's where those are missing.
struct UserCommands<Base: System>: Sendable {
    let machine: Machine<Base>
    let files: AccountFiles<Base>
    let request: UserRequest

    private var isBusyBox: Bool {
        get async {
            guard !request.isLocal, await machine.find("useradd") == nil else { return false }
            return await machine.find("adduser") != nil
        }
    }

    private func finish(_ command: [String], input: String = "") async throws(ModuleFailure) -> CommandResult {
        try ended(try await machine.run(command, input: input))
    }

    private func ended(_ result: CommandResult) throws(ModuleFailure) -> CommandResult {
        guard result.succeeded else {
            throw ModuleFailure(
                result.errorText, values: ["name": .string(request.name), "rc": .int(Int(result.status))])
        }
        return result
    }

    func remove() async throws(ModuleFailure) -> CommandResult {
        if await isBusyBox {
            let flags = request.remove ? ["--remove-home"] : []
            return try await finish([try await machine.require("deluser"), request.name] + flags)
        }
        let program = try await machine.require(request.isLocal ? "luserdel" : "userdel")
        let flags = (request.force && !request.isLocal ? ["-f"] : []) + (request.remove ? ["-r"] : [])
        let words = [program] + flags + [request.name]
        for _ in 0..<100 {
            let result = try await machine.run(words)
            guard !result.succeeded, await isUsedNoLonger(result.errorText) else { return try ended(result) }
            try? await machine.system.sleep(0.05)
        }
        return try await finish(words)
    }

    /// Whether the process that uses the account, as a complaint says, has ended or cleans up behind an agent that has:
    /// both are gone in a moment.
    private func isUsedNoLonger(_ complaint: String) async -> Bool {
        guard let number = complaint.split(separator: "used by process ").last.flatMap({ Int($0.trimmed()) }) else {
            return false
        }
        guard let state = await machine.text("/proc/\(number)/stat"), let end = state.lastIndex(of: ")") else {
            return true
        }
        return state.contains("(swiftplay-keep)") || ["Z", "X"].contains(state[end...].dropFirst(2).first)
    }

    func create() async throws(ModuleFailure) -> CommandResult {
        try await requireGroups()
        let home = request.home.map { HomeDirectory(path: $0, skeleton: request.skeleton) }
        // useradd makes no parents of a home, so all of it is made first.
        var isMade = false
        if let home, request.createsHome, await !machine.isDirectory(home.path.directoryName) {
            try await home.create(machine)
            isMade = true
        }
        let result = try await isBusyBox ? createByBusyBox() : finish(creation())
        if let password = request.password {
            _ = try await setPassword(request.isLocked == true ? "!\(password)" : password)
        }
        if request.isLocal { try await finishLocalCreation() }
        if isMade, let home, let user = await files.user(request.name) { try await home.give(to: user, machine) }
        return result
    }

    private func requireGroups() async throws(ModuleFailure) {
        for group in [request.group].compactMap(\.self) + (request.groups ?? []) {
            guard await files.group(group) == nil else { continue }
            throw ModuleFailure("Group \(group) does not exist")
        }
    }

    /// A hash goes by standard input, never as an argument that everyone can read.
    private func setPassword(_ hash: String) async throws(ModuleFailure) -> CommandResult {
        try await finish([try await machine.require("chpasswd"), "-e"], input: "\(request.name):\(hash)\n")
    }

    private func creation() async throws(ModuleFailure) -> [String] {
        let isLocal = request.isLocal
        var command = [try await machine.require(isLocal ? "luseradd" : "useradd")] + idFlags
        if let seUser = request.seUser { command += ["-Z", seUser] }
        if let group = request.group {
            command += ["-g", group]
        } else if await files.group(request.name) != nil {
            // A group of that name is there already, so useradd must not make one.
            command.append(isLocal ? "-n" : "-N")
        }
        if let groups = request.groups, !groups.isEmpty, !isLocal { command += ["-G", groups.joined(separator: ",")] }
        if let comment = request.comment { command += ["-c", comment] }
        if let home = request.home { command += ["-d", home] }
        if let shell = request.shell { command += ["-s", shell] }
        if let date = request.expiryDate, !isLocal { command += ["-e", date] }
        if let days = request.inactive { command += ["-f", String(days)] }
        if request.createsHome {
            if !isLocal { command.append("-m") }
            if let skeleton = request.skeleton { command += ["-k", skeleton] }
            if let umask = request.umask { command += ["-K", "UMASK=\(umask)"] }
        } else {
            command.append("-M")
        }
        if request.isSystem { command.append("-r") }
        command += request.idLimits.flatMap { ["-K", "\($0.name)=\($0.value)"] }
        return command + [request.name]
    }

    private var idFlags: [String] {
        request.id.map { ["-u", String($0)] + (request.mayRepeat ? ["-o"] : []) } ?? []
    }

    private func createByBusyBox() async throws(ModuleFailure) -> CommandResult {
        var command = [try await machine.require("adduser"), "-D"]
        if let id = request.id { command += ["-u", String(id)] }
        if let group = request.group { command += ["-G", group] }
        if let comment = request.comment { command += ["-g", comment] }
        if let home = request.home { command += ["-h", home] }
        if let shell = request.shell { command += ["-s", shell] }
        if !request.createsHome { command.append("-H") }
        if let skeleton = request.skeleton { command += ["-k", skeleton] }
        if request.isSystem { command.append("-S") }
        let result = try await finish(command + [request.name])
        for group in request.groups ?? [] {
            _ = try await finish([try await machine.require("adduser"), request.name, group])
        }
        return result
    }

    private func finishLocalCreation() async throws(ModuleFailure) {
        if let expires = request.expires { try await setLocalExpiry(expires) }
        for group in request.groups ?? [] {
            _ = try await finish([try await machine.require("lgroupmod"), "-M", request.name, group])
        }
    }

    private func setLocalExpiry(_ expires: Double) async throws(ModuleFailure) {
        let days = expires < 0 ? -1 : Int((expires / 86_400).rounded(.down))
        _ = try await finish([try await machine.require("lchage"), "-E", String(days), request.name])
    }

    /// Nil where nothing differs.
    func modify(_ user: User, check: Bool) async throws(ModuleFailure) -> CommandResult? {
        try await requireGroups()
        let changes = await UserChanges(request, user: user, files: files)
        guard !changes.isEmpty else { return nil }
        if check { return CommandResult(status: 0, output: [], error: []) }
        var result = CommandResult(status: 0, output: [], error: [])
        if await isBusyBox {
            for group in changes.joined {
                result = try await finish([try await machine.require("adduser"), user.name, group])
            }
            for group in changes.left {
                result = try await finish([try await machine.require("delgroup"), user.name, group])
            }
        } else {
            let program = try await machine.require(request.isLocal ? "lusermod" : "usermod")
            if !changes.flags.isEmpty { result = try await finish([program] + changes.flags + [user.name]) }
            if request.isLocal {
                if changes.changesExpiry, let expires = request.expires { try await setLocalExpiry(expires) }
                for (flag, groups) in [("-M", changes.joined), ("-m", changes.left)] {
                    for group in groups {
                        _ = try await finish([try await machine.require("lgroupmod"), flag, user.name, group])
                    }
                }
            }
        }
        if let hash = changes.password { result = try await setPassword(hash) }
        return result
    }

    /// Whether chage(1) had to set something.
    func setPasswordDays(check: Bool) async throws(ModuleFailure) -> Bool {
        let shadow = await files.shadow(request.name)
        let wanted = [
            ("-m", request.passwordDays.minimum, shadow?.minimum),
            ("-M", request.passwordDays.maximum, shadow?.maximum),
            ("-W", request.passwordDays.warning, shadow?.warning),
        ]
        let flags = wanted.flatMap { flag, days, current in
            days == nil || days == current ?? -1 ? [] : [flag, String(days ?? -1)]
        }
        guard !flags.isEmpty else { return false }
        if !check { _ = try await finish([try await machine.require("chage")] + flags + [request.name]) }
        return true
    }
}
