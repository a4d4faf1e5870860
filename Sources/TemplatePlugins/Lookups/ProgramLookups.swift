import Jinja
import Loading
import Templating
import Values

/// `pipe`, `lines`: the output of programs on the controller.
enum ProgramLookups {
    static let rows = [
        LookupRow("pipe") { call throws(TemplateError) in
            var outputs: [Value] = []
            for term in try call.textTerms() {
                outputs.append(.string(PythonText.rightStripped(try run(term, call))))
            }
            return outputs
        },
        LookupRow("lines") { call throws(TemplateError) in
            var lines: [Value] = []
            for term in try call.textTerms() {
                lines += PythonText.lines(try run(term, call)).map { .string($0) }
            }
            return lines
        },
    ]

    private static func run(_ script: String, _ call: LookupCall) throws(TemplateError) -> String {
        let result = LocalProgram.run(["/bin/sh", "-c", script], in: call.world.basedir, call.world.environment)
        guard let result else { throw call.failure("lookup_plugin.\(call.name)(\(script)) could not be started") }
        guard result.status == 0 else {
            throw call.failure("lookup_plugin.\(call.name)(\(script)) returned \(result.status)")
        }
        return String(decoding: result.output, as: UTF8.self)
    }
}
