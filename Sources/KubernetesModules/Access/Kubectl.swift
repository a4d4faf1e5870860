import Modules
import System
import Values

/// The host's own `kubectl`, with one task's access to a cluster.
struct Kubectl<Base: System> {
    let machine: Machine<Base>
    let context: ModuleContext
    private let program: String
    private let access: Access

    init(
        _ arguments: Arguments, on system: Base, in context: ModuleContext
    ) async throws(ModuleFailure) {
        machine = Machine(system)
        self.context = context
        program = try await machine.require("kubectl")
        access = try await Access(arguments, on: machine, in: context)
    }

    /// Runs `kubectl` to its end, whatever its exit status.
    func run(_ words: [String], input: String = "") async throws(ModuleFailure) -> CommandResult {
        try await machine.run([program] + access.flags + words, input: input, environment: access.environment)
    }

    /// The object or list that `kubectl` prints; nil where it prints nothing.
    ///
    /// - Throws: a failure that begins with `purpose` and goes on with what kubectl said.
    func object(_ words: [String], purpose: String) async throws(ModuleFailure) -> Value? {
        let result = try await run(words + ["--output", "json"])
        guard result.succeeded else { throw ModuleFailure("\(purpose): \(result.kubectlReason)") }
        return try result.kubectlObject(purpose)
    }

    /// Puts an object into a private file of the task, for the `--filename` of kubectl.
    func store(_ object: Value, as name: String = "object") async throws(ModuleFailure) -> String {
        try await machine.store(object, as: "\(name).json", in: context)
    }
}
