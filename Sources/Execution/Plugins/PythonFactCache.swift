import Diagnostics
import Playbook
import Templating
import Values

/// A cache of facts that a plugin in Python keeps, in the form that ansible-core gives entries.
final class PythonFactCache: FactCaching {
    private let name: String
    private let interpreter: PythonInterpreter

    /// Nil where there is no cache plugin of that name. Throws where it cannot be loaded.
    init?(
        _ name: String, plugins: PluginPaths, interpreter: PythonInterpreter, verbosity: Int
    ) throws(Diagnostic) {
        guard let path = plugins.plugin(name, .cache) else { return nil }
        self.name = name
        self.interpreter = interpreter
        do throws(ValueError) {
            _ = try interpreter.ask([
                "do": "open_cache", "name": .string(name), "path": .string(path),
                "module": .string(PluginModuleName.of(name, .cache)),
                "verbosity": .int(verbosity), "columns": 79, "colors": .none, "check": false,
            ])
        } catch {
            throw Diagnostic("The fact cache plugin '\(name)' (\(path)) could not be loaded: \(error.message)")
        }
    }

    func facts(of host: String) -> Dict? { ask("read_cache", host)?["value"]?.mapping.flatMap(FactEntry.facts) }

    func store(_ facts: Dict, of host: String) {
        guard let entry = FactEntry.entry(facts) else { return }
        _ = ask("write_cache", host, ["value": .dict(entry)])
    }

    func forget(_ host: String) { _ = ask("delete_cache", host) }

    /// A cache that does not answer is none.
    private func ask(_ what: String, _ host: String, _ more: Dict = [:]) -> Dict? {
        let request: Dict = ["do": .string(what), "name": .string(name), "key": .string(FactEntry.schema + host)]
        return try? interpreter.ask(request.merging(more) { $1 })
    }
}
