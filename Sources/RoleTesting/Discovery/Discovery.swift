import Diagnostics

/// Finds the scenario files of a project.
///
/// Source: Molecule's documentation, "Configuration" and "Testing collections".
struct Discovery {
    static let defaultScenario = "default"
    static let root = "molecule"
    static let collectionRoot = "extensions/molecule"

    let directory: String
    let environment: [String: String]
    let collection: CollectionMetadata?

    /// What to say about where scenarios are looked for.
    enum Remark: Equatable {
        case information(String)
        case warning(String)

        var level: LogLevel { if case .warning = self { .warning } else { .information } }
        var text: String {
            switch self {
            case .information(let text), .warning(let text): text
            }
        }
    }

    /// The pattern that scenario files match, and what to say about it.
    var pattern: (glob: String, remarks: [Remark]) {
        if let glob = environment["MOLECULE_GLOB"] { return (glob, []) }
        let plain = "\(Self.root)/*/molecule.yml"
        guard let collection else { return (plain, []) }
        if Disk.exists(directory + "/" + Self.root) {
            return (plain, [.warning("Molecule scenarios should migrate to '\(Self.collectionRoot)'")])
        }
        let remarks: [Remark] = [
            .information("Collection '\(collection.namespace).\(collection.name)' detected."),
            .information("Scenarios will be used from '\(Self.collectionRoot)'"),
        ]
        return ("\(Self.collectionRoot)/**/molecule.yml", remarks)
    }

    /// All scenario files, absolute, ordered by directory.
    func all() throws(Diagnostic) -> [String] { try files(pattern.glob) }

    /// The files of the scenarios that `name` means.
    func named(_ name: String) throws(Diagnostic) -> [String] { try files(try glob(for: name)) }

    /// The pattern for one name of `--scenario-name`.
    func glob(for name: String) throws(Diagnostic) -> String {
        guard !name.contains(".."), !name.hasPrefix("/") else {
            throw Diagnostic("Invalid scenario name '\(name)': path traversal is not allowed.")
        }
        let glob = pattern.glob
        guard glob.contains(Self.collectionRoot) else {
            return glob.split(separator: "*", omittingEmptySubsequences: false).joined(separator: name)
        }
        var base = String(glob.prefix { $0 != "*" })
        while base.hasSuffix("/") { base.removeLast() }
        let isRecursive = glob.contains("**") && PathPattern.isMagic(name)
        return "\(base)/\(name)/\(isRecursive ? "**/" : "")molecule.yml"
    }

    private func files(_ glob: String) throws(Diagnostic) -> [String] {
        let found = PathPattern(glob).files(in: directory).map { FilePath.absolute($0, in: directory) }
        guard !found.isEmpty else { throw Diagnostic("'\(glob)' glob failed.  Exiting.") }
        return found.sorted { FilePath.parent($0) < FilePath.parent($1) }
    }

    /// The name of a scenario that does not name itself.
    static func scenarioName(of file: String) -> String {
        let directory = FilePath.parent(file)
        if let range = directory.ranges(of: collectionRoot + "/").last {
            let rest = directory[range.upperBound...]
            if !rest.isEmpty { return String(rest) }
        }
        return FilePath.name(directory)
    }
}
