import Modules
import System
import Values

/// apt-key(8) and gpg(1) on one keyring, apt's own when none is named.
struct AptKeyring<Base: System> {
    let machine: Machine<Base>
    let program: String
    let gpg: String
    let keyring: String?

    private var command: [String] { [program] + (keyring.map { ["--keyring", $0] } ?? []) }

    private func run(
        _ arguments: [String], input: [UInt8] = [], tellsCommand: Bool = true, _ message: String
    ) async throws(ModuleFailure) -> CommandResult {
        let call = Command(arguments, input: input, environment: machine.localeVariables)
        let result = try await machine.attempt { base async throws(SystemError) in try await base.run(call) }
        guard result.succeeded else {
            var values: Dict = ["stdout": .string(result.text), "stderr": .string(result.errorText)]
            if tellsCommand {
                values["cmd"] = .string(arguments.joined(separator: " "))
                values["rc"] = .int(Int(result.status))
            }
            throw ModuleFailure(message, values: values)
        }
        return result
    }

    /// The numbers of all keys and subkeys, of sixteen digits or eight.
    func list(short: Bool) async throws(ModuleFailure) -> [String] {
        let result = try await run(
            command + ["adv", "--list-public-keys", "--keyid-format=long"], "Unable to list public keys")
        return Self.identifiers(result.text).map { short ? String($0.suffix(8)) : $0 }
    }

    private static func identifiers(_ text: String) -> [String] {
        text.lines.compactMap { line in
            guard line.hasPrefix("pub") || line.hasPrefix("sub"), !line.has("expired") else { return nil }
            let words = line.words
            if words.count > 1, let (_, id) = words[1].cut(at: "/"), !id.contains("/") { return id }
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            return fields.count > 4 ? String(fields[4]) : nil
        }
    }

    func identifier(inFile file: String) async throws(ModuleFailure) -> String? {
        let result = try await run(
            [gpg, "--with-colons", file], tellsCommand: false, "Unable to extract key from '\(file)'")
        return Self.identifiers(result.text).first
    }

    func identifier(in data: [UInt8]) async throws(ModuleFailure) -> String? {
        let result = try await run(
            [gpg, "--with-colons", "-"], input: data, tellsCommand: false, "Unable to extract key from 'inline data'")
        return Self.identifiers(result.text).first
    }

    func add(file: String) async throws(ModuleFailure) {
        _ = try await run(command + ["add", file], "Unable to add a key from file \(file)")
    }

    func add(_ data: [UInt8]) async throws(ModuleFailure) {
        _ = try await run(command + ["add", "-"], input: data, "Unable to add a key from binary data")
    }

    func receive(_ id: String, from server: String) async throws(ModuleFailure) {
        let arguments = command + ["adv", "--no-tty", "--keyserver", server, "--recv", id]
        for attempt in 1...5 {
            do throws(ModuleFailure) {
                _ = try await run(arguments, "Error fetching key \(id) from keyserver: \(server)")
                return
            } catch {
                let isMissing = error.values["stdout"]?.text?.has("not found on keyserver") == true
                if isMissing { throw ModuleFailure("Key \(id) not found on keyserver \(server)", values: error.values) }
                if attempt == 5 { throw error }
            }
        }
    }

    func delete(_ id: String) async throws(ModuleFailure) {
        _ = try await run(command + ["del", id], "Unable to remove a key with id \(id)")
    }
}
