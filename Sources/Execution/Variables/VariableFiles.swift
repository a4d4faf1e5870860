import Diagnostics
import Playbook
import Templating
import Values

/// `vars_files` of a play for one host, whose variables may stand in the names.
struct VariableFiles {
    let run: RunContext
    let play: PlayState

    /// One layer for each dictionary, weakest first. Of a list of names the first file that exists counts.
    func layers(for host: String) throws(Diagnostic) -> [any VariableLayer] {
        var layers: [any VariableLayer] = []
        for entry in play.play.keywords.varsFiles {
            let stack = run.variables.stack(host: host, task: nil, play: play)
            let templar = run.templar(
                VariableStack(layers: stack.layers + layers), searchPath: [play.play.directory], host: host)
            layers += try self.layers(entry, templar)
        }
        return layers
    }

    private func layers(_ entry: Value, _ templar: Templar) throws(Diagnostic) -> [any VariableLayer] {
        var tried: [String] = []
        for file in entry.sequence ?? [entry] {
            let name: String
            do throws(Diagnostic) {
                name = try templar.renderText(file)
            } catch {
                // A name that only facts can tell, or the next of the list.
                if entry.sequence == nil { return [] }
                continue
            }
            tried.append(name)
            guard let dicts = try run.loader.varsFile(name, in: play.play.directory) else { continue }
            return dicts.map { DictLayer($0, isTrusted: true) }
        }
        guard !tried.isEmpty else { return [] }
        throw Diagnostic(
            "vars file \(tried.joined(separator: ", ")) was not found", at: play.play.span,
            help:
                "Could not find the file on the Ansible Controller.\nIf you are using a module and expect the file to "
                + "exist on the remote, see the remote_src option")
    }
}
