import Modules
import System
import Values

/// `ansible.builtin.apt_key`: keys that apt trusts, by apt-key(8) where a machine still has it.
struct AptKeyModule: Module {
    static let name = "ansible.builtin.apt_key"
    static let arguments = ArgumentSpec(
        [
            Option("id"), Option("url"), Option("data"), Option("file", .path), Option("keyring", .path),
            Option("validate_certs", .bool, default: true), Option("keyserver"),
            Option("state", default: "present", choices: ["absent", "present"]),
        ],
        mutuallyExclusive: [["data", "file", "keyserver", "url"]], operands: ["file", "keyring", "keyserver"])

    private let arguments: Arguments
    private let isPresent: Bool

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        isPresent = arguments.string("state") != "absent"
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = await Machine.inParsableLocale(system)
        let keys = AptKeyring(
            machine: machine, program: try await machine.require("apt-key"), gpg: try await machine.require("gpg"),
            keyring: arguments.string("keyring"))
        var data = arguments.string("data").map { Array($0.utf8) }
        if data == nil, let url = arguments.string("url"), arguments.string("id") == nil || isPresent {
            data = try await fetch(url, machine, context)
        }
        let given = try await identifier(keys, data)
        let id = AptKeyID(given ?? "")
        var values: Dict = ["id": Value(given)]
        guard let id else { throw ModuleFailure("Invalid key_id", values: values) }
        values["short_id"] = .string(id.short)
        values["fp"] = .string(id.long)
        values["key_id"] = .string(id.full)
        let before = try await keys.list(short: id.isShort)
        values["before"] = .texts(before)
        let isThere = before.contains(id.isShort ? id.short : id.long)
        var outcome = Outcome(changed: isThere != isPresent, values: values)
        guard outcome.changed, !context.check else { return outcome }
        if isPresent {
            try await add(id, data, keys)
        } else {
            try await keys.delete(id.short)
        }
        let after = try await keys.list(short: id.isShort)
        outcome.values["after"] = .texts(after)
        guard after.contains(id.isShort ? id.short : id.long) == isPresent else {
            let what = isPresent ? "failed to add the key" : "the key was not removed"
            throw ModuleFailure(
                "apt-key did not return an error, but \(what) (check that the id is correct and *not* a subkey)",
                values: outcome.values.merging(["changed": true] as Dict) { $1 })
        }
        return outcome
    }

    private func identifier(_ keys: AptKeyring<some System>, _ data: [UInt8]?) async throws(ModuleFailure) -> String? {
        if let id = arguments.string("id") { return id }
        if arguments.string("keyserver") != nil { throw ModuleFailure("Missing key_id, required with keyserver.") }
        if let file = arguments.string("file") { return try await keys.identifier(inFile: file) }
        if let data { return try await keys.identifier(in: data) }
        return nil
    }

    private func add(
        _ id: AptKeyID, _ data: [UInt8]?, _ keys: AptKeyring<some System>
    ) async throws(ModuleFailure) {
        if let file = arguments.string("file") { return try await keys.add(file: file) }
        if let server = arguments.string("keyserver") { return try await keys.receive(id.full, from: server) }
        guard let data else { throw ModuleFailure("No key to add: one of data, file, keyserver and url is needed") }
        try await keys.add(data)
    }

    private func fetch(
        _ url: String, _ machine: Machine<some System>, _ context: ModuleContext
    ) async throws(ModuleFailure) -> [UInt8] {
        let verifies = arguments.bool("validate_certs") ?? true
        return try await machine.withTemporaryDirectory(in: context) { (directory) async throws(ModuleFailure) in
            let place = "\(directory)/key"
            do throws(ModuleFailure) {
                try await Download(url: url, verifiesCertificates: verifies).save(to: place, machine)
            } catch { throw ModuleFailure("Failed to download key at \(url): \(error.message)") }
            return try await machine.attempt { base async throws(SystemError) in
                try await base.read(place, limit: 16 << 20)
            }
        }
    }
}
