public import Diagnostics
public import Templating
public import Values

/// What reading inventories needs to know of the world.
public struct InventoryContext: Sendable {
    public var files: DataLoader
    /// File name endings that are left out of directories.
    public var ignoredExtensions = [
        ".pyc", ".pyo", ".swp", ".bak", "~", ".rpm", ".md", ".txt", ".rst", ".orig", ".cfg", ".retry",
    ]
    /// Regular expressions of file names that are left out of directories.
    public var ignoredPatterns: [String] = []
    /// Which kinds of source are tried, and in which order.
    public var enabled = ["host_list", "script", "auto", "yaml", "ini", "toml"]
    /// Whether a source that nothing can read is an error.
    public var failsOnUnparsed = false
    /// Whether dicts that several sources give one variable are merged (`hash_behaviour = merge`).
    public var mergesDictionaries = false
    /// Takes warnings.
    public var report: @Sendable (Diagnostic) -> Void = { _ in }

    public init(files: DataLoader) { self.files = files }

    func warn(_ message: String, notes: [Diagnostic.Note] = []) {
        report(Diagnostic(message, severity: .warning, notes: notes))
    }
}
