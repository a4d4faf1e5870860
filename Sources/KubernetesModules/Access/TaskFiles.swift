import Modules
import System
import Values

/// Private files of one task, in a directory of its own that is made with the first of them and removed at the end.
final class TaskFiles<Base: System> {
    let machine: Machine<Base>
    private let parent: String
    private var directory: String?

    private init(_ machine: Machine<Base>, parent: String) {
        self.machine = machine
        self.parent = parent
    }

    /// Does `work` with files that are gone afterwards.
    static func with<Answer>(
        _ system: Base, in context: ModuleContext, _ work: (TaskFiles) async throws(ModuleFailure) -> Answer
    ) async throws(ModuleFailure) -> Answer {
        let files = TaskFiles(Machine(system), parent: context.temporaryDirectory)
        let answer: Answer
        do throws(ModuleFailure) { answer = try await work(files) } catch {
            await files.remove()
            throw error
        }
        await files.remove()
        return answer
    }

    /// A path in the task's directory.
    func path(_ name: String) async throws(ModuleFailure) -> String {
        if let directory { return "\(directory)/\(name)" }
        let parent = parent
        let made = try await machine.attempt { base async throws(SystemError) in
            try await base.makeTemporary(in: parent, prefix: "ansible-", suffix: "", isDirectory: true)
        }
        directory = made
        return "\(made)/\(name)"
    }

    /// Writes a value as JSON, which YAML contains, into a file that only its owner reads; gives its path.
    func store(_ value: Value, as name: String) async throws(ModuleFailure) -> String {
        let path = try await path(name)
        let bytes = try Self.bytes(value)
        try await machine.attempt { base async throws(SystemError) in
            try await base.write(path, bytes, mode: 0o600, append: false)
        }
        return path
    }

    static func bytes(_ value: Value) throws(ModuleFailure) -> [UInt8] {
        do throws(ValueError) { return try JSON.compact(value) } catch { throw ModuleFailure(error.message) }
    }

    private func remove() async {
        if let directory { try? await machine.system.remove(directory, recursive: true) }
    }
}
