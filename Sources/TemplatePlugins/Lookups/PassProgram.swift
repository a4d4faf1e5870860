import Jinja
import Templating
import Values

/// The program `pass` or `gopass`. Passwords reach it by its standard input only.
struct PassProgram {
    private let name: String
    private let environment: [String: String]
    private let call: LookupCall

    init(_ name: String, _ environment: [String: String], _ call: LookupCall) {
        self.name = name
        self.environment = environment
        self.call = call
    }

    /// Whether it is passwordstore.org's own, not another of that name.
    func isPass() throws(TemplateError) -> Bool {
        try run(["--version"])?.contains("pass: the standard unix password manager") ?? false
    }

    /// What it prints; nil where it fails and says `allowing`.
    func run(_ arguments: [String], input: String = "", allowing: String? = nil) throws(TemplateError) -> String? {
        let words = [name] + arguments
        guard
            let result = LocalProgram.capture(words, in: call.world.basedir, environment, input: Array(input.utf8))
        else { throw call.failure("[Errno 2] No such file or directory: '\(name)'") }
        let said = String(decoding: result.output + result.errors, as: UTF8.self)
        let isUnusable = result.status == 0 && said.contains("encryption failed: Unusable public key")
        guard result.status != 0 || isUnusable else { return String(decoding: result.output, as: UTF8.self) }
        if let allowing, said.contains(allowing) { return nil }
        let shown = try Value.list(words.map { .string($0) }).pythonRepresentation()
        throw call.failure(
            "exit code \(isUnusable ? 78 : result.status) while running \(shown). Error output: \(said)")
    }
}
