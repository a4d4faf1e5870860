import Glibc
import Testing

/// A copy of this machine on which one run of a case acts: overlays in a mount namespace that ends with its process.
struct MachineCopy {
    /// The shell words to be put before a command that runs there.
    let entry: String

    /// Nil where the case runs on this machine itself.
    init?(_ one: ModuleCase, tree: FileTree) {
        guard let binds = one.binds else { return nil }
        let words = [
            "\(Self.scripts)/enter", Self.fixtures, tree.root, binds, one.preparation.replacingRoot(tree.root),
        ]
        entry = words.map { "'\($0.replacing("'", with: "'\\''"))'" }.joined(separator: " ")
    }

    private static let scripts = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/") + "/Machines"

    /// What packages are installed from, made once for all cases and removed with this process.
    private static let fixtures: String = {
        var template = Array("/tmp/swiftplay-fixtures-XXXXXX".utf8CString)
        let place = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
        chmod(place, 0o755)
        atexit { removeFixtures() }
        if Glibc.system("'\(scripts)/fixtures' '\(place)'") != 0 { Issue.record("Machines/fixtures failed") }
        return place
    }()

    private static func removeFixtures() { _ = Glibc.system("rm -rf '\(fixtures)'") }
}
