import Modules
import System
import Values

/// `ansible.builtin.tempfile`: a new file or directory under a name of its own.
struct TempfileModule: Module {
    static let name = "ansible.builtin.tempfile"
    static let arguments = ArgumentSpec(
        [
            Option("state", default: "file", choices: ["file", "directory"]), Option("path", .path),
            Option("prefix", default: "ansible."), Option("suffix", default: ""),
        ], supportsCheckMode: false)

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    private func check(_ name: String) throws(ModuleFailure) {
        guard let text = arguments.string(name), text.contains("/") else { return }
        throw ModuleFailure("\(name) must be a valid file name component, got \(text.representation)")
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try check("prefix")
        try check("suffix")
        let isDirectory = arguments.string("state") == "directory"
        let directory: String
        if let path = arguments.string("path") {
            directory = path
        } else {
            let environment = (try? await system.environment()) ?? [:]
            directory = ["TMPDIR", "TEMP", "TMP"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "/tmp"
        }
        do {
            let path = try await system.makeTemporary(
                in: directory.count > 1 ? directory.droppingTrailing("/") : directory,
                prefix: arguments.string("prefix") ?? "", suffix: arguments.string("suffix") ?? "",
                isDirectory: isDirectory)
            return Outcome(changed: true, values: ["path": .string(path)])
        } catch {
            throw ModuleFailure("[Errno \(error.code)] \(error.reason): \(directory.representation)")
        }
    }
}
