public import Diagnostics
import Glibc
public import Templating
import Values

/// Reads inventory sources, one after the other, into one inventory.
///
/// Source: "How to build your inventory" of the Ansible documentation, and its ini, yaml, script and host_list plugins.
public struct InventoryReader {
    public private(set) var inventory = Inventory()
    let files: DataLoader
    let report: (Diagnostic) -> Void
    private let environment: [String: String]

    /// - Parameter report: takes warnings, such as a source that cannot be parsed.
    public init(files: DataLoader, environment: [String: String], report: @escaping (Diagnostic) -> Void) {
        self.files = files
        self.environment = environment
        self.report = report
    }

    /// Adds what `source` says: a path, or host names with commas between them. False where it could not be parsed.
    @discardableResult
    public mutating func read(_ source: String) async throws(Diagnostic) -> Bool {
        let isParsed = try await readAny(source)
        inventory.settle()
        if isParsed { inventory.sources.append(source) }
        return isParsed
    }

    private mutating func readAny(_ source: String) async throws(Diagnostic) -> Bool {
        if source.contains(",") {
            try HostList(text: source).add(to: &inventory)
            return true
        }
        let path = files.path(source, in: files.currentDirectory)
        guard files.exists(path) else {
            warn("Unable to parse \(path) as an inventory source")
            return false
        }
        let isDirectory = files.isDirectory(path)
        inventory.places.append(isDirectory ? path : files.parent(of: path))
        return try await isDirectory ? readDirectory(path) : readFile(path)
    }

    private static let ignored = [
        ".pyc", ".pyo", ".swp", ".bak", "~", ".rpm", ".md", ".txt", ".rst", ".orig", ".cfg", ".retry",
    ]

    private mutating func readDirectory(_ path: String) async throws(Diagnostic) -> Bool {
        var isParsed = false
        for name in files.names(in: path) {
            if Self.ignored.contains(where: name.hasSuffix) || name.hasPrefix(".") { continue }
            if ["group_vars", "host_vars", "vars_plugins"].contains(name) { continue }
            let child = "\(path)/\(name)"
            if try await files.isDirectory(child) ? readDirectory(child) : readFile(child) { isParsed = true }
        }
        return isParsed
    }

    /// Tries the formats that the file may have; what failed is told only where all did.
    private mutating func readFile(_ path: String) async -> Bool {
        let before = inventory
        var failures: [Diagnostic] = []
        func isTaken(
            _ name: String, _ read: (inout Inventory) async throws(Diagnostic) -> Void
        ) async -> Bool {
            var attempt = before
            do throws(Diagnostic) {
                try await read(&attempt)
            } catch {
                failures.append(
                    Diagnostic(
                        "Failed to parse inventory with '\(name)' plugin: \(error.message)", at: error.span,
                        severity: .warning, help: error.help))
                return false
            }
            attempt.note(source: path)
            inventory = attempt
            return true
        }
        let suffix = path.split(separator: "/").last.flatMap { $0.contains(".") ? $0.split(separator: ".").last : nil }
        if access(path, X_OK) == 0 {
            let environment = environment
            if await isTaken("script", { (inventory: inout Inventory) async throws(Diagnostic) in
                try await ScriptInventory(path: path, environment: environment).add(to: &inventory)
            }) { return true }
        }
        let files = files
        let report = report
        if suffix == nil || ["yaml", "yml", "json"].contains(suffix) {
            if await isTaken("yaml", { (inventory: inout Inventory) throws(Diagnostic) in
                try YAMLInventory(path: path, files: files, report: report).add(to: &inventory)
            }) { return true }
        }
        if await isTaken("ini", { (inventory: inout Inventory) throws(Diagnostic) in
            try INIInventory(source: files.source(at: path), report: report).add(to: &inventory)
        }) { return true }
        failures.forEach(report)
        warn("Unable to parse \(path) as an inventory source")
        return false
    }

    private func warn(_ message: String) { report(Diagnostic(message, severity: .warning)) }
}
