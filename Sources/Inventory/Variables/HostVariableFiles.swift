public import Diagnostics
import Synchronization
public import Templating
public import Values

/// `group_vars` and `host_vars` beside inventories and playbooks, each file read once.
public final class HostVariableFiles: Sendable {
    private let files: DataLoader
    private let cache = Mutex<[String: ValueDict]>([:])

    public init(files: DataLoader) { self.files = files }

    /// What the files for `name` in `directory/kind` say, later files over earlier ones; nil where there are none.
    public func variables(_ kind: Kind, _ name: String, in directory: String) throws(Diagnostic) -> ValueDict? {
        let key = "\(directory)/\(kind.rawValue)/\(name)"
        if let known = cache.withLock({ $0[key] }) { return known.items.isEmpty ? nil : known }
        var items: Dict = [:]
        for path in files.variableFiles(in: "\(directory)/\(kind.rawValue)", named: name) {
            guard let value = try files.value(at: path), !value.isNone else { continue }
            guard let dict = value.mapping else {
                throw Diagnostic(
                    "Invalid variable file contents.", notes: [.init("The file is \(path).")],
                    help: "Variable files must contain a dictionary of variables.")
            }
            items.merge(dict) { $1 }
        }
        let variables = ValueDict(items, mayHoldTemplates: true)
        cache.withLock { $0[key] = variables }
        return items.isEmpty ? nil : variables
    }

    public enum Kind: String, Sendable { case group = "group_vars", host = "host_vars" }

    /// Forgets what was read, so that changed files are read again.
    public func forget() { cache.withLock { $0 = [:] } }
}
