import HostModules
import Modules
import System
import Values

/// `ansible.builtin.rpm_key`: keys that rpm trusts.
struct RpmKeyModule: Module {
    static let name = "ansible.builtin.rpm_key"
    static let arguments = ArgumentSpec(
        Option.table("state=present{absent|present} key! fingerprint:list validate_certs:bool=true"), operands: ["key"])

    private let arguments: Arguments
    private let key: String

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        key = arguments.string("key") ?? ""
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let rpm = try await machine.require("rpm")
        var program = await machine.find("gpg")
        if program == nil { program = try await machine.require("gpg2") }
        let gpg = [program ?? "gpg", "--no-tty", "--batch", "--with-colons", "--fixed-list-mode"]
        return try await machine.withTemporaryDirectory(in: context) { directory throws(ModuleFailure) in
            var file: String?
            if key.has("://") {
                let path = "\(directory)/key"
                let download = Download(url: key, verifiesCertificates: arguments.bool("validate_certs") ?? true)
                do throws(ModuleFailure) { try await download.save(to: path, machine) } catch {
                    throw ModuleFailure("failed to fetch key at \(key) , error was: \(error.message)")
                }
                guard await machine.text(path)?.has("-----BEGIN PGP PUBLIC KEY BLOCK-----") == true else {
                    throw ModuleFailure("Not a public key: \(key)")
                }
                file = path
            } else if !Self.isID(key) {
                guard await machine.isFile(key) else { throw ModuleFailure("Not a valid key \(key)") }
                file = key
            }
            var id = key
            if let file { id = try await identifier(file, gpg, machine) }
            id = id.trimmed().uppercased()
            if id.hasPrefix("0X") { id = String(id.dropFirst(2)) }
            let isThere = try await isImported(id, rpm, gpg, machine)
            guard arguments.string("state") == "present" else {
                if isThere, !context.check {
                    _ = try await machine.succeed(
                        [rpm, "--erase", "--allmatches", "gpg-pubkey-\(id.suffix(8).lowercased())"])
                }
                return Outcome(changed: isThere)
            }
            if isThere { return Outcome() }
            guard let file else { throw ModuleFailure("When importing a key, a valid file must be given") }
            try await checkFingerprints(file, gpg, machine)
            if !context.check { _ = try await machine.succeed([rpm, "--import", file]) }
            return Outcome(changed: true)
        }
    }

    /// Eight hexadecimal digits or more, `0x` allowed in front.
    private static func isID(_ key: String) -> Bool {
        let digits = key.lowercased().hasPrefix("0x") ? key.dropFirst(2) : key[...]
        return digits.count >= 8 && digits.prefix(8).allSatisfy(\.isHexDigit)
    }

    private func fields(_ number: Int, of kinds: [String], _ text: String) -> [String] {
        text.lines.compactMap { line in
            let fields = line.trimmed().split(separator: ":" as Character, omittingEmptySubsequences: false)
            guard fields.count > number, kinds.isEmpty || kinds.contains(String(fields[0])) else { return nil }
            return String(fields[number])
        }
    }

    private func identifier(
        _ file: String, _ gpg: [String], _ machine: Machine<some System>
    ) async throws(ModuleFailure) -> String {
        let result = try await machine.run(gpg + [file])
        guard result.succeeded else { throw ModuleFailure(result.errorText) }
        guard let id = fields(4, of: ["pub"], result.text).first else { throw ModuleFailure("Unexpected gpg output") }
        return id
    }

    private func checkFingerprints(
        _ file: String, _ gpg: [String], _ machine: Machine<some System>
    ) async throws(ModuleFailure) {
        let wanted = Set((arguments.strings("fingerprint") ?? []).map { $0.replacing(" ", by: "").uppercased() })
        if wanted.isEmpty { return }
        let show = ["--import", "--import-options", "show-only", "--dry-run", file]
        let result = try await machine.run(gpg + show)
        guard result.succeeded else { throw ModuleFailure(result.errorText) }
        let found = Set(fields(9, of: ["fpr"], result.text))
        guard !found.isEmpty else { throw ModuleFailure("Unexpected gpg output") }
        func shown(_ set: Set<String>) -> String { "{" + set.sorted().map { "'\($0)'" }.joined(separator: ", ") + "}" }
        guard wanted.isSubset(of: found) else {
            throw ModuleFailure(
                "The specified fingerprint, '\(shown(wanted))', does not match any key fingerprints in '\(shown(found))'"
            )
        }
    }

    private func isImported(
        _ id: String, _ rpm: String, _ gpg: [String], _ machine: Machine<some System>
    ) async throws(ModuleFailure) -> Bool {
        guard try await machine.run([rpm, "-q", "gpg-pubkey"]).succeeded else { return false }
        let keys = try await machine.run([rpm, "-q", "gpg-pubkey", "--qf", "%{description}"])
        let result = try await machine.run(gpg + ["-"], input: keys.text)
        guard result.succeeded else { throw ModuleFailure(result.errorText) }
        return fields(4, of: [], result.text).contains { $0.has(id) }
    }
}
