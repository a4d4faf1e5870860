import Modules
import System
import Values

/// `ansible.builtin.user`.
struct UserModule: Module {
    static let name = "ansible.builtin.user"
    static let arguments = ArgumentSpec(
        [
            Option("state", default: "present", choices: ["absent", "present"]),
            Option("name", required: true, aliases: ["user"]), Option("uid", .int),
            Option("non_unique", .bool, default: false), Option("group"), Option("groups", .list, elements: .string),
            Option("comment"), Option("home", .path), Option("shell", .path), Option("password", noLog: true),
            Option("login_class"), Option("password_expire_max", .int), Option("password_expire_min", .int),
            Option("password_expire_warn", .int), Option("hidden", .bool), Option("seuser"),
            Option("force", .bool, default: false), Option("remove", .bool, default: false),
            Option("create_home", .bool, default: true, aliases: ["createhome"]), Option("skeleton"),
            Option("system", .bool, default: false), Option("move_home", .bool, default: false),
            Option("append", .bool, default: false), Option("generate_ssh_key", .bool),
            Option("ssh_key_bits", .int, default: 0), Option("ssh_key_type", default: "rsa"),
            Option("ssh_key_file", .path), Option("ssh_key_comment"), Option("ssh_key_passphrase", noLog: true),
            Option("update_password", default: "always", choices: ["always", "on_create"]), Option("expires", .float),
            Option("password_lock", .bool), Option("local", .bool), Option("profile"), Option("authorization"),
            Option("role"), Option("umask"), Option("password_expire_account_disable", .int), Option("uid_min", .int),
            Option("uid_max", .int),
        ], operands: ["name", "shell", "home", "skeleton", "group", "groups"])

    private let request: UserRequest
    private let key: UserKey?

    init(_ arguments: Arguments) throws(ModuleFailure) {
        request = try UserRequest(arguments)
        key = arguments.bool("generate_ssh_key") == true ? UserKey(arguments) : nil
        // Options of other operating systems.
        for option in ["login_class", "hidden", "profile", "authorization", "role"] where arguments[option] != nil {
            throw ModuleFailure("'\(option)' is not supported on Linux")
        }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = await Machine.inParsableLocale(system)
        let files = AccountFiles(machine: machine)
        let commands = UserCommands(machine: machine, files: files, request: request)
        let user = await files.user(request.name)
        let exists = request.isLocal ? try await files.isLocal(request.name, in: "/etc/passwd") : user != nil
        var outcome = Outcome(
            values: ["name": .string(request.name), "state": request.isPresent ? "present" : "absent"],
            warnings: request.warnings)
        guard request.isPresent else {
            guard exists else { return outcome }
            if context.check { return Outcome(changed: true, warnings: outcome.warnings) }
            note(try await commands.remove(), &outcome)
            outcome.values["force"] = .bool(request.force)
            outcome.values["remove"] = .bool(request.remove)
            return outcome
        }
        if exists, let user {
            note(try await commands.modify(user, check: context.check), &outcome)
            outcome.values["append"] = .bool(request.appends)
            outcome.values["move_home"] = .bool(request.movesHome)
        } else {
            if context.check { return Outcome(changed: true, warnings: outcome.warnings) }
            note(try await commands.create(), &outcome)
            outcome.values["system"] = .bool(request.isSystem)
            outcome.values["create_home"] = .bool(request.createsHome)
        }
        if request.password != nil { outcome.values["password"] = "NOT_LOGGING_PASSWORD" }
        guard let user = await files.user(request.name) else { return outcome }
        describe(user, &outcome)
        try await home(of: user, machine, check: context.check, &outcome)
        if let key { try await key.ensure(for: user, machine, force: request.force, context, &outcome) }
        if try await commands.setPasswordDays(check: context.check) { outcome.changed = true }
        return outcome
    }

    private func note(_ result: CommandResult?, _ outcome: inout Outcome) {
        guard let result else { return }
        outcome.changed = true
        if !result.output.isEmpty { outcome.values["stdout"] = .string(result.text) }
        if !result.error.isEmpty { outcome.values["stderr"] = .string(result.errorText) }
    }

    private func describe(_ user: User, _ outcome: inout Outcome) {
        outcome.values["uid"] = .int(Int(user.uid))
        outcome.values["group"] = .int(Int(user.gid))
        outcome.values["comment"] = .string(user.comment)
        outcome.values["home"] = .string(user.home)
        outcome.values["shell"] = .string(user.shell)
        if let groups = request.groups { outcome.values["groups"] = .string(groups.joined(separator: ",")) }
    }

    private func home(
        of user: User, _ machine: Machine<some System>, check: Bool, _ outcome: inout Outcome
    ) async throws(ModuleFailure) {
        let path = request.home ?? user.home
        guard request.createsHome, await !machine.exists(path) else { return }
        outcome.changed = true
        if check { return }
        let home = HomeDirectory(path: path, skeleton: request.skeleton)
        try await home.create(machine)
        try await home.give(to: user, machine)
    }
}
