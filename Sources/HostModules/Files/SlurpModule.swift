import Modules
import System
import Values

/// `ansible.builtin.slurp`: a file's content in Base64.
struct SlurpModule: Module {
    static let name = "ansible.builtin.slurp"
    static let arguments = ArgumentSpec([Option("src", .path, required: true, aliases: ["path"])])

    private let source: String

    init(_ arguments: Arguments) throws(ModuleFailure) { source = arguments.string("src") ?? "" }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let bytes: [UInt8]
        do { bytes = try await system.read(source, limit: 1 << 30) } catch {
            let problem =
                switch error.code {
                case 2: "File not found: \(source)"
                case 13: "File is not readable: \(source)"
                case 21: "Source is a directory and must be a file: \(source)"
                default: "Unable to slurp file: \(source)"
                }
            throw ModuleFailure(problem, cause: PythonError.text(error, source))
        }
        return Outcome(values: [
            "content": .string(Base64.encode(bytes)), "source": .string(source), "encoding": "base64",
        ])
    }
}
