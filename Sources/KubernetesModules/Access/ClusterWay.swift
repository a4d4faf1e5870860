import Modules
import System

/// How `kubectl` reaches a cluster: what it is run with, and the files that it reads. Tasks whose ways are equal talk to one
/// API with the same credentials.
struct ClusterWay: Hashable, Sendable {
    let program: String
    let flags: [String]
    /// The environment that kubectl gets.
    let environment: [String: String]
    /// The kubeconfigs as they are now: one that is written anew is another way.
    private let files: [FileInfo?]

    /// - Parameter environment: what the task adds to that of `system`.
    init(
        program: String, flags: [String], environment: [String: String], kubeconfigs: [String], on system: LocalSystem
    ) async {
        self.program = program
        self.flags = flags
        let given = (try? await system.environment()) ?? [:]
        self.environment = given.merging(environment) { $1 }
        files = await system.states(of: kubeconfigs)
    }
}
