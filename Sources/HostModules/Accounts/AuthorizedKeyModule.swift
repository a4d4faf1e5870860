import Modules
import System
import Values

/// `ansible.posix.authorized_key`: keys that may log in as a user.
struct AuthorizedKeyModule: Module {
    static let name = "ansible.posix.authorized_key"
    static let aliases = ["ansible.builtin.authorized_key"]
    static let arguments = ArgumentSpec([
        Option("user", required: true), Option("key", required: true), Option("path", .path),
        Option("manage_dir", .bool, default: true),
        Option("state", default: "present", choices: ["absent", "present"]),
        Option("key_options"), Option("exclusive", .bool, default: false), Option("comment"),
        Option("validate_certs", .bool, default: true), Option("follow", .bool, default: false),
    ])

    private let arguments: Arguments
    private let user: String
    private let source: String
    private let path: String?
    private let managesDirectory: Bool
    private let isPresent: Bool
    private let options: [AuthorizedKey.Setting]?
    private let isExclusive: Bool
    private let comment: String?
    private let follows: Bool

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        user = arguments.string("user") ?? ""
        source = arguments.string("key") ?? ""
        path = arguments.string("path")
        managesDirectory = arguments.bool("manage_dir") ?? true
        isPresent = arguments.string("state") != "absent"
        options = arguments.string("key_options").map(AuthorizedKey.options)
        isExclusive = arguments.bool("exclusive") ?? false
        comment = arguments.string("comment")
        follows = arguments.bool("follow") ?? false
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let account = await AccountFiles(machine: machine).user(user)
        let file = try place(of: account, check: context.check)
        let wanted = try await wantedKeys(machine, context)
        let before = (follows ? await machine.text(file) : await machine.textOfOwn(file)) ?? ""
        var keys = before.lines.map { AuthorizedKey($0) ?? AuthorizedKey(kept: $0) }
        let changed = merge(wanted, into: &keys)
        var outcome = Outcome(changed: changed, values: arguments.values)
        outcome.values["keyfile"] = .string(file)
        guard changed else { return outcome }
        let target = follows ? try await Files(system).writablePath(file) : file
        let text = keys.map(\.text).joined()
        if context.diff {
            outcome.diff = [
                Diff(before: .string(before), after: .string(text), beforeHeader: file, afterHeader: target)
            ]
        }
        if !context.check, let account { try await write(text, to: target, account, machine) }
        return outcome
    }

    private func place(of account: User?, check: Bool) throws(ModuleFailure) -> String {
        if check, let path { return path }
        guard let account else {
            throw ModuleFailure(
                check
                    ? "Either user must exist or you must provide full path to key file in check mode"
                    : "Failed to lookup user \(user): \"getpwnam(): name not found: '\(user)'\"")
        }
        return path ?? "\(account.home.droppingTrailing("/"))/.ssh/authorized_keys"
    }

    private func wantedKeys(
        _ machine: Machine<some System>, _ context: ModuleContext
    ) async throws(ModuleFailure) -> [AuthorizedKey] {
        var text = source
        if source.hasPrefix("http") {
            do {
                text = try await machine.withTemporaryDirectory(in: context) {
                    (directory) async throws(ModuleFailure) in
                    let verify = arguments.bool("validate_certs") ?? true
                    try await Download(url: source, verifiesCertificates: verify).save(to: "\(directory)/key", machine)
                    return await machine.text("\(directory)/key") ?? ""
                }
            } catch { throw ModuleFailure("Error getting key from: \(source)") }
        } else if source.hasPrefix("file") {
            let path = source.replacing("file://", by: "")
            guard let info = await machine.info(path) else {
                throw ModuleFailure("Path to a key file not found: \(path)")
            }
            guard info.kind == .file else {
                throw ModuleFailure("Path to a key is a directory and must be a file: \(path)")
            }
            text = await machine.text(path) ?? ""
        }
        var keys: [AuthorizedKey] = []
        for line in text.lines where !line.isEmpty && !line.hasPrefix("#") {
            guard var key = AuthorizedKey(line) else { throw ModuleFailure("invalid key specified: \(line)") }
            if let options { key.options = options }
            if let comment { key.comment = comment }
            keys.append(key)
        }
        return keys
    }

    private func merge(_ wanted: [AuthorizedKey], into keys: inout [AuthorizedKey]) -> Bool {
        var changed = false
        for key in wanted {
            let place = keys.firstIndex { $0.identity == key.identity }
            if !isPresent {
                guard place != nil else { continue }
                keys.removeAll { $0.identity == key.identity }
                changed = true
            } else if place.map({ keys[$0] == key }) != true {
                keys.removeAll { $0.identity == key.identity }
                keys.append(key)
                changed = true
            }
        }
        if isPresent, isExclusive {
            let identities = Set(wanted.map(\.identity))
            let count = keys.count
            keys.removeAll { !identities.contains($0.identity) }
            changed = changed || keys.count != count
        }
        return changed
    }

    private func write(
        _ text: String, to file: String, _ account: User, _ machine: Machine<some System>
    ) async throws(ModuleFailure) {
        let isOwn = try await machine.attempt { base async throws(SystemError) in try await base.identity() }.uid != 0
        if !managesDirectory { try await machine.makeDirectories(file.directoryName) }
        let owner = Replacement.Owner(uid: account.uid, gid: account.gid)
        try await machine.attempt { base async throws(SystemError) in
            // Only root may give the file to the account.
            try await base.replace(
                Replacement(
                    file, Array(text.utf8), mode: 0o600, owner: isOwn ? nil : owner,
                    directory: managesDirectory ? .managed : .present, directoryOwner: owner))
        }
    }
}
