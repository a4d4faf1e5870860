import Diagnostics
public import Loading
import Synchronization
import Templating

/// Reads playbooks and everything that they import, and at run time what they include.
///
/// One loader serves a run: the numbers of tasks are unique within it, and each role's files are read once.
public final class Loader: Sendable {
    public let settings: LoaderSettings
    public let files: DataLoader
    /// Modules and plugins that are not built in, as far as what was read so far brings them.
    public let plugins: PluginPaths
    private let lastID = Atomic<Int>(0)
    private let definitions = Mutex<[RoleKey: Role]>([:])

    public init(settings: LoaderSettings, files: DataLoader) {
        self.settings = settings
        self.files = files
        plugins = PluginPaths(settings.plugins, collectionsPaths: settings.collectionsPaths, files: files)
    }

    func nextID() -> Task.ID { Task.ID(lastID.add(1, ordering: .relaxed).newValue) }

    func warn(_ message: String, at span: Span? = nil) {
        settings.report(Diagnostic(message, at: span, severity: .warning))
    }

    /// The definition of a role, read by `make` the first time it is asked for.
    func definition(_ key: RoleKey, _ make: () throws(Diagnostic) -> Role) throws(Diagnostic) -> Role {
        if let role = definitions.withLock({ $0[key] }) { return role }
        let role = try make()
        definitions.withLock { $0[key] = role }
        return role
    }
}

/// What decides which files of a role are read.
struct RoleKey: Hashable {
    let name: String
    let path: String
    let from: RoleFiles
}
