public import Diagnostics
import Loading
import Templating
public import Values

extension PlayContext {
    /// Reads `vars_files` as far as their names can be told; the others are left to run time.
    func loadVarsFiles(_ entries: [Value]) throws(Diagnostic) {
        for entry in entries {
            for file in entry.sequence ?? [entry] {
                guard let name = try? text(file, layers()) else { continue }
                guard let found = try loader.varsFile(name, in: directory) else { continue }
                varsFiles += found
                break
            }
        }
    }
}

extension Loader {
    /// The dictionaries of a file that `vars_files` names, weakest first; nil where there is no such file.
    ///
    /// - Parameter directory: the play's.
    public func varsFile(_ name: String, in directory: String) throws(Diagnostic) -> [Dict]? {
        let candidates =
            name.hasPrefix("/") || name.hasPrefix("~") || name.hasPrefix("vars/")
            ? [name] : ["vars/" + name, name]
        guard
            let path = candidates.map({ files.path($0, in: directory) }).first(where: { files.exists($0) })
        else { return nil }
        let content: Value?
        do throws(Diagnostic) {
            content = try files.value(at: path)
        } catch {
            // Only of sealed files; what cannot be read as YAML says so in its own place.
            guard error.span == nil, error.isParseError == false else { throw error }
            let place = Span(whole: SourceFile(name: path, text: ""))
            let head = Diagnostic.Note("Invalid vars_files file '\(path)'.")
            var problem = Diagnostic(chain: [head, Diagnostic.Note(error.message, at: place)])
            problem.isParseError = error.isParseError
            problem.exitStatus = error.exitStatus
            throw problem
        }
        guard let value = content, !value.isNone else { return [] }
        var found: [Dict] = []
        for item in value.sequence ?? [value] {
            guard let dict = item.mapping else {
                throw Diagnostic(
                    "Invalid variable file contents.", notes: [.init("The file is \(path).")],
                    help: "Variable files must contain either a dictionary of variables, or a list of dictionaries.")
            }
            for name in files.reservedNames(among: dict, at: path) { files.report(name.warning) }
            found.append(dict)
        }
        return found
    }
}
