import Diagnostics
import Values
import YAML

/// The files that a playbook may load: what its texts name, followed through playbooks, roles and task files.
///
/// Texts are taken for names wherever they stand, so that rather too much counts than too little. Where a name that is
/// loaded holds a template, all files of the project count.
struct LoadedFiles {
    let project: String
    /// Where roles and collections are found.
    let paths: ContentPaths
    let environment: [String: String]
    private(set) var files: Set<String> = []
    /// Variables of the environment that the files name.
    private(set) var variables: Set<String> = []
    private var bases: [String] = []

    init(project: String, paths: ContentPaths, environment: [String: String]) {
        self.project = project
        self.paths = paths
        self.environment = environment
    }

    /// Folders beside a playbook or in a role that are loaded without being named.
    private static let beside = [
        "library", "module_utils", "group_vars", "host_vars", "action_plugins", "callback_plugins", "filter_plugins",
        "lookup_plugins", "test_plugins", "vars_plugins", "connection_plugins", "inventory_plugins",
    ]
    private static let roleFolders = ["tasks", "handlers", "vars", "defaults", "meta", "templates", "files"]
    /// Keywords and options whose text names a file or a role.
    private static let naming: Set<String> = [
        "include_tasks", "import_tasks", "include_role", "import_role", "import_playbook", "include_vars", "vars_files",
        "roles", "role", "tasks_from", "vars_from", "src", "script", "file", "dir", "name",
    ]

    mutating func add(playbook path: String) {
        bases = [FilePath.parent(path), project]
        for folder in Self.beside { addTree("\(bases[0])/\(folder)") }
        add(path)
    }

    /// Files that options of a command line name.
    mutating func add(words: [String], in directory: String) {
        bases = [directory, project]
        for word in words { take(word, key: "src", in: directory) }
    }

    private mutating func add(_ path: String) {
        guard files.insert(path).inserted, let text = Disk.text(path) else { return }
        let isYAML = path.hasSuffix(".yml") || path.hasSuffix(".yaml")
        guard isYAML, let node = try? YAMLParser.document(SourceFile(name: path, text: text)),
            let value = try? ValueBuilder(trusted: false, duplicates: .ignore).value(of: node)
        else {
            // A template names others in quotes.
            if path.hasSuffix(".j2") || isYAML { takeQuoted(text, in: path) }
            return
        }
        walk(value, key: "", in: path)
    }

    private mutating func walk(_ value: Value, key: String, in path: String) {
        if let mapping = value.mapping {
            for (name, value) in mapping {
                takeCollection(name.plainText)
                let isName = name == "name" && !["include_role", "import_role"].contains(Self.short(key))
                walk(value, key: isName ? "" : name.plainText, in: path)
            }
        } else if let list = value.sequence {
            for item in list { walk(item, key: key, in: path) }
        } else if let text = value.text {
            take(text, key: Self.short(key), in: FilePath.parent(path), role: Self.roleRoot(of: path))
        }
    }

    private static func short(_ key: String) -> String { key.split(separator: ".").last.map(String.init) ?? key }

    /// The role that a file belongs to by its place.
    private static func roleRoot(of path: String) -> String? {
        var folder = FilePath.parent(path)
        while folder != "/", folder != "." {
            if roleFolders.contains(FilePath.name(folder)) { return FilePath.parent(folder) }
            folder = FilePath.parent(folder)
        }
        return nil
    }

    private mutating func take(_ text: String, key: String, in directory: String, role: String? = nil) {
        if text.contains("{{") || text.contains("{%") {
            if Self.naming.contains(key) { addProject() }
            return takeQuoted(text, in: directory + "/.")
        }
        var names = [text]
        if text.contains(where: { $0 == " " || $0 == "=" || $0 == "\n" }) {
            names += text.split { $0 == " " || $0 == "=" || $0 == "\n" }.map(String.init)
        }
        for name in names { resolve(name, isLoaded: Self.naming.contains(key), in: directory, role: role) }
    }

    /// Texts in quotes, as lookups and includes of templates name files and variables of the environment.
    private mutating func takeQuoted(_ text: String, in path: String) {
        for match in text.matches(of: /'([^'\n]{1,200})'|"([^"\n]{1,200})"/) {
            let name = String(match.output.1 ?? match.output.2 ?? "")
            if environment[name] != nil, !name.hasPrefix("MOLECULE_") { variables.insert(name) }
            resolve(name, isLoaded: true, in: FilePath.parent(path), role: Self.roleRoot(of: path))
        }
    }

    private mutating func resolve(_ written: String, isLoaded: Bool, in directory: String, role: String?) {
        let name = written.hasPrefix("@") ? String(written.dropFirst()) : written
        guard name.utf8.count < 256, name.contains(where: \.isLetter), !name.contains("\n") else { return }
        if name.hasPrefix("/") {
            if isLoaded || name.hasPrefix(project + "/"), Disk.isFile(name) { add(name) }
            return
        }
        var places = [directory] + bases
        if let role { places += [role] + Self.roleFolders.map { "\(role)/\($0)" } }
        for base in bases { places += Self.roleFolders.map { "\(base)/\($0)" } }
        for place in places {
            let path = FilePath.absolute(name, in: place)
            if Disk.isFile(path) {
                add(path)
            } else if isLoaded, path.hasPrefix(project + "/"), Disk.isDirectory(path) {
                addTree(path)
            }
        }
        for place in paths.roles {
            let path = "\(place)/\(name)"
            guard Disk.isDirectory(path) else { continue }
            for folder in Self.roleFolders + Self.beside { addTree("\(path)/\(folder)") }
        }
        takeCollection(name)
    }

    /// A collection that a full name belongs to: its manifest says its version; one without is a checkout.
    private mutating func takeCollection(_ name: String) {
        let parts = name.split(separator: ".")
        guard parts.count > 2 else { return }
        for place in paths.collections {
            let path = "\(place)/ansible_collections/\(parts[0])/\(parts[1])"
            guard Disk.isDirectory(path) else { continue }
            if Disk.isFile("\(path)/MANIFEST.json") {
                files.insert("\(path)/MANIFEST.json")
            } else {
                for folder in ["plugins", "roles", "playbooks"] { addTree("\(path)/\(folder)") }
            }
        }
    }

    private mutating func addTree(_ path: String) {
        guard Disk.isDirectory(path) else { return }
        for file in Disk.files(below: path) { add(file) }
    }

    private mutating func addProject() {
        for name in Disk.names(in: project) where !name.hasPrefix(".git") && name != "node_modules" {
            let path = "\(project)/\(name)"
            if Disk.isDirectory(path) {
                for file in Disk.files(below: path) { files.insert(file) }
            } else {
                files.insert(path)
            }
        }
    }
}
