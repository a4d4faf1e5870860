import Modules
import System
import Values

/// Modules run on this machine the way the agent runs them, in a directory of their own that goes away afterwards.
struct ModuleRun {
    let root: String

    static func inDirectory(_ work: (ModuleRun) async throws -> Void) async throws {
        let root = try await LocalSystem().makeTemporary(in: "/tmp", prefix: "modules", suffix: "", isDirectory: true)
        do { try await work(ModuleRun(root: root)) } catch {
            try? await LocalSystem().remove(root, recursive: true)
            throw error
        }
        try await LocalSystem().remove(root, recursive: true)
    }

    func result(
        _ module: String, _ arguments: Dict, check: Bool = false, diff: Bool = false, contents: [String: Content] = [:],
        on system: LocalSystem = LocalSystem()
    ) async -> Dict {
        let request = TaskRequest(
            module: module, arguments: arguments, check: check, diff: diff, contents: contents)
        return await ModuleServer(.all).result(of: request, contents: LocalContentStore(contents), on: system)
    }

    func write(_ name: String, _ text: String, mode: UInt32 = 0o644) async throws {
        try await LocalSystem().write("\(root)/\(name)", Array(text.utf8), mode: mode, append: false)
    }

    /// Nil where there is no such file.
    func read(_ name: String) async -> String? {
        guard let bytes = try? await LocalSystem().read("\(root)/\(name)", limit: 1 << 20) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    func path(_ name: String) -> Value { .string("\(root)/\(name)") }
}
