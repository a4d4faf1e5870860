import Modules
import System
import Values

/// The submodules of a working copy.
struct GitSubmodules<Base: System> {
    let git: GitRepository<Base>
    let tracks: Bool

    private var place: String { git.request.destination ?? "." }

    func isOutdated() async throws(ModuleFailure) -> Bool {
        guard let text = await git.machine.text("\(place)/.gitmodules") else { return false }
        for line in text.lines where line.trimmed().hasPrefix("path") {
            guard let path = line.cut(at: "=")?.after.trimmed() else { continue }
            if await !git.machine.exists("\(place)/\(path)/.git") { return true }
        }
        let before = try await versions("HEAD")
        _ = try await git.demand(["submodule", "foreach", "git", "fetch"], at: place)
        if tracks { return try await versions("\(git.request.remote)/master") != before }
        let status = try await git.demand(["submodule", "status"], at: place)
        return status.text.lines.contains { !$0.hasPrefix(" ") }
    }

    private func versions(_ version: String) async throws(ModuleFailure) -> String {
        let result = try await git.run(["submodule", "foreach", "git", "rev-parse", version], at: place)
        guard result.succeeded else {
            throw ModuleFailure("Unable to determine hashes of submodules", values: git.failure(result))
        }
        return result.text
    }

    func update(force: Bool) async throws(ModuleFailure) {
        _ = try await git.demand(["submodule", "sync"], at: place)
        let flags = ["--init", "--recursive"] + (tracks ? ["--remote"] : []) + (force ? ["--force"] : [])
        let result = try await git.run(["submodule", "update"] + flags, at: place)
        guard result.succeeded else {
            throw ModuleFailure("Failed to init/update submodules: \(result.text)\(result.errorText)")
        }
    }
}
