import Configuration
import Diagnostics
import Execution
import Glibc
import System
import Values
import Vault

/// The journal of a run of the playbook command.
struct RunJournal {
    let call: CommandCall<PlaybookOptions>
    let world: World
    /// Those of the playbooks.
    let paths: [String]

    /// Whether a run is written down: as the command line says, else as the configuration does, else where it was called
    /// by no name of Ansible's.
    static func isWanted(_ call: CommandCall<PlaybookOptions>, _ configuration: Configuration) -> Bool {
        if let isOn = call.options.journal.isOn { return isOn }
        if configuration.isSet("JOURNAL") { return configuration.bool("JOURNAL") }
        return call.isFamily
    }

    /// The directory of all runs: the configured one, or `.swiftplay/runs` where the command was called.
    static func root(_ world: World) -> String {
        world.configuration.string("RUNS_PATH") ?? world.directory + "/.swiftplay/runs"
    }

    /// A new journal; nil, and a warning, where none can be written.
    func begin(_ vault: Vault) -> Journal? {
        let environment = world.environment.filter { Self.isOurs($0.key) }
        let arguments = JournalArguments(
            program: call.program, words: call.words, directory: world.directory, environment: environment)
        do throws(SystemError) {
            return try Journal.begin(
                in: Self.root(world), arguments, told: told, vault: vault,
                kept: max(1, world.configuration.int("RUNS_KEPT") ?? 20))
        } catch {
            world.warn("The run is not written down and cannot be resumed: \(error)")
            return nil
        }
    }

    /// Whether a variable of the environment is one that Ansible or swiftplay reads.
    static func isOurs(_ name: String) -> Bool { name.hasPrefix("ANSIBLE_") || name.hasPrefix("SWIFTPLAY_") }

    /// Variables of the environment that say where the configuration and the vault's password are.
    static let openVariables = ["ANSIBLE_CONFIG", "ANSIBLE_VAULT_PASSWORD_FILE", "ANSIBLE_VAULT_IDENTITY_LIST"]

    /// What may be told of the run without a key.
    private var told: Dict {
        let vault = call.options.run.vault
        func texts(_ texts: [String]) -> Value { .list(texts.map { .string($0) }) }
        var environment: Dict = [:]
        for name in Self.openVariables {
            if let value = world.environment[name] { environment[.string(name)] = .string(value) }
        }
        return [
            "version": 1, "program": .string(call.program),
            "directory": .string(world.directory), "playbooks": texts(paths),
            "vault": .dict([
                "ids": texts(vault.ids), "password_files": texts(vault.passwordFiles), "asks": .bool(vault.asks),
            ]),
            "environment": .dict(environment),
        ]
    }
}
