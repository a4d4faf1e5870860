import Modules
import System
import Values

/// A key pair that `user` makes for an account with ssh-keygen(1).
struct UserKey: Sendable {
    private let bits: Int
    private let kind: String
    private let file: String?
    private let comment: String?
    private let passphrase: String?

    init(_ arguments: Arguments) {
        bits = arguments.int("ssh_key_bits") ?? 0
        kind = arguments.string("ssh_key_type") ?? "rsa"
        file = arguments.string("ssh_key_file")
        comment = arguments.string("ssh_key_comment")
        passphrase = arguments.string("ssh_key_passphrase")
    }

    func ensure(
        for user: User, _ machine: Machine<some System>, force: Bool, _ context: ModuleContext,
        _ outcome: inout Outcome
    ) async throws(ModuleFailure) {
        let name = file ?? ".ssh/id_\(kind)"
        let path = name.hasPrefix("/") ? name : "\(user.home.droppingTrailing("/"))/\(name)"
        if !name.hasPrefix("/"), !context.check, await !machine.exists(user.home) {
            throw ModuleFailure("User \(user.name) home directory does not exist", values: ["name": .string(user.name)])
        }
        if try await generate(path, for: user, machine, force: force, context, &outcome) { outcome.changed = true }
        if await machine.exists(path) {
            let program = try await machine.require("ssh-keygen")
            let result = try await machine.run([program, "-l", "-f", path])
            outcome.values["ssh_fingerprint"] = .string((result.succeeded ? result.text : result.errorText).trimmed())
        } else {
            outcome.values["ssh_fingerprint"] = ""
        }
        outcome.values["ssh_key_file"] = .string(path)
        outcome.values["ssh_public_key"] = Value(await machine.text("\(path).pub")?.trimmed())
    }

    private func generate(
        _ path: String, for user: User, _ machine: Machine<some System>, force: Bool, _ context: ModuleContext,
        _ outcome: inout Outcome
    ) async throws(ModuleFailure) -> Bool {
        if await !machine.exists(path.directoryName), context.check { return true }
        for (file, kind) in [(path, "private"), ("\(path).pub", "public")]
        where await machine.info(file, follow: false) != nil {
            guard force else {
                outcome.warnings.append(
                    "Found existing ssh key \(kind) file \"\(file)\", no force, so skipping ssh-keygen generation")
                return false
            }
            outcome.warnings.append("Overwriting existing ssh key \(kind) file \"\(file)\"")
        }
        if context.check { return true }
        let owner = Replacement.Owner(uid: user.uid, gid: user.gid)
        // Made where nobody else writes: ssh-keygen follows what stands under the name in the account's directory.
        try await machine.withTemporaryDirectory(in: context) { (place) async throws(ModuleFailure) in
            try await keygen("\(place)/key", in: place, machine)
            for (made, file, mode) in [("key", path, 0o600), ("key.pub", "\(path).pub", 0o644)]
                as [(String, String, UInt32)]
            {
                try await machine.attempt { base async throws(SystemError) in
                    let bytes = try await base.read("\(place)/\(made)", limit: 1 << 20)
                    try await base.replace(
                        Replacement(
                            file, bytes, mode: mode, owner: owner, directory: .made, directoryOwner: owner))
                }
            }
        }
        return true
    }

    /// Makes a key pair at `path` in the private directory `place`.
    private func keygen(
        _ path: String, in place: String, _ machine: Machine<some System>
    ) async throws(ModuleFailure) {
        let node = (try? await machine.system.identity())?.node ?? "localhost"
        var command = [try await machine.require("ssh-keygen"), "-q", "-t", kind]
        if bits > 0 { command += ["-b", String(bits)] }
        command += ["-C", comment ?? "ansible-generated on \(node)", "-f", path]
        guard let passphrase, !passphrase.isEmpty else {
            try finish(try await machine.run(command + ["-N", ""]))
            return
        }
        // Asked for by a program that prints a private file: an argument could be read by everyone.
        try await machine.attempt { base async throws(SystemError) in
            try await base.write("\(place)/text", Array(passphrase.utf8) + [10], mode: 0o600, append: false)
            let script = "#!/bin/sh\nexec cat \(ShellWords.quote("\(place)/text"))\n"
            try await base.write("\(place)/ask", Array(script.utf8), mode: 0o700, append: false)
        }
        try finish(
            try await machine.run(
                command,
                environment: ["SSH_ASKPASS": "\(place)/ask", "SSH_ASKPASS_REQUIRE": "force", "DISPLAY": ":0"]))
    }

    private func finish(_ result: CommandResult) throws(ModuleFailure) {
        guard result.succeeded else { throw ModuleFailure(result.errorText, values: ["rc": .int(Int(result.status))]) }
    }
}
