import Loading
import Playbook
import Templating

/// Finds the Python files that modules share.
struct ModuleUtils {
    /// Where `ansible.module_utils` may stand, the strongest first.
    let directories: [String]
    private let plugins: PluginPaths

    init(_ plugins: PluginPaths) {
        self.plugins = plugins
        directories =
            plugins.directories(.moduleUtils) + (plugins.corePackage.map { ["\($0)/module_utils"] } ?? [])
    }

    struct Found {
        /// The name it has: of a name and an attribute, only the name.
        var name: [String]
        var isPackage: Bool
        /// Nil for a package that has to be there but holds nothing.
        var path: String?

        /// Where it stands in the module's files.
        var place: String { name.joined(separator: "/") + (isPackage ? "/__init__.py" : ".py") }
    }

    /// Names that an import may mean: a module, or something in one.
    static func candidates(_ name: [String], isAmbiguous: Bool) -> [[String]] {
        if name.count > 2, name[..<3] == ["ansible", "module_utils", "six"] { return [Array(name[..<3])] }
        let inner = name.first == "ansible" ? name.count - 2 : name.count - 5
        return isAmbiguous && inner > 1 ? [name, name.dropLast()] : [name]
    }

    func find(_ name: [String], isAmbiguous: Bool) -> Found? {
        Self.candidates(name, isAmbiguous: isAmbiguous).lazy.compactMap(file).first
    }

    private func file(_ name: [String]) -> Found? {
        if name.first == "ansible_collections" {
            guard name.count >= 6 else { return Found(name: name, isPackage: true, path: nil) }
            return lookUp(name, in: plugins.collectionRoots, below: name)
        }
        guard name.count > 2 else { return nil }
        return lookUp(name, in: directories, below: Array(name[2...]))
    }

    private func lookUp(_ name: [String], in roots: [String], below parts: [String]) -> Found? {
        for root in roots {
            let base = "\(root)/\(parts.joined(separator: "/"))"
            let package = "\(base)/__init__.py"
            if plugins.files.exists(package) { return Found(name: name, isPackage: true, path: package) }
            if plugins.files.exists("\(base).py") { return Found(name: name, isPackage: false, path: "\(base).py") }
        }
        // A directory is a package without the file that says so, too.
        let isDirectory = roots.contains { plugins.files.isDirectory("\($0)/\(parts.joined(separator: "/"))") }
        return isDirectory ? Found(name: name, isPackage: true, path: nil) : nil
    }
}
