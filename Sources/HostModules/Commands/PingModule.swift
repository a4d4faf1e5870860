import Modules
import System
import Values

/// `ansible.builtin.ping`: answers with its own argument.
struct PingModule: Module {
    static let name = "ansible.builtin.ping"
    static let arguments = ArgumentSpec([Option("data", default: "pong")])

    private let data: String

    init(_ arguments: Arguments) throws(ModuleFailure) {
        data = arguments.string("data") ?? "pong"
        if data == "crash" { throw ModuleFailure(crash: "boom") }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        Outcome(values: ["ping": .string(data)])
    }
}
