import Modules
import System
import Values

/// An archive that a program of the target can unpack.
protocol Archive: Sendable {
    /// Ansible's name for its kind.
    var handler: String { get }
    /// What is in it, as far as the task asks for it.
    var files: [String] { get }
    /// Whether all of it stands at the destination already.
    func isUnpacked(on system: some System) async throws(ModuleFailure) -> Bool
    func unpack(on system: some System) async throws(ModuleFailure) -> (status: Int32, values: Dict)
}

extension Archive {
    /// How a program ended, as `extract_results` shows it.
    func summary(_ words: [String], _ result: CommandResult) -> (status: Int32, values: Dict) {
        (
            result.status,
            [
                "cmd": .list(words.map { .string($0) }), "rc": .int(Int(result.status)), "out": .string(result.text),
                "err": .string(result.errorText),
            ]
        )
    }
}
