import Modules
import System
import Values

/// The host's own `kubectl`, with one task's access to a cluster. Objects reach it by its input.
struct Kubectl<Base: System> {
    let machine: Machine<Base>
    let context: ModuleContext
    private let program: String
    private let access: Access
    /// What tasks that reach the cluster likewise share; nil where this task has credentials of its own or runs elsewhere.
    let way: ClusterWay?

    init(
        _ arguments: Arguments, _ files: TaskFiles<Base>, in context: ModuleContext
    ) async throws(ModuleFailure) {
        machine = files.machine
        self.context = context
        program = try await machine.require("kubectl")
        access = try await Access(arguments, files)
        if access.isShared, let system = machine.system as? LocalSystem {
            way = await ClusterWay(
                program: program, flags: access.flags, environment: access.environment,
                kubeconfigs: access.kubeconfigs, on: system)
        } else {
            way = nil
        }
    }

    /// Runs `kubectl` to its end, whatever its exit status.
    ///
    /// - Parameter object: what kubectl reads as the file `-`.
    func run(_ words: [String], object: Value? = nil) async throws(ModuleFailure) -> CommandResult {
        var input = ""
        if let object { input = String(decoding: try TaskFiles<Base>.bytes(object), as: UTF8.self) }
        return try await machine.run(
            [program] + access.flags + words, input: input, environment: access.environment)
    }
}
