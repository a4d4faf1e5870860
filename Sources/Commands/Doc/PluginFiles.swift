import Configuration
import Glibc
import Loading
import Playbook
import Templating
import Values
import YAML

/// Finds plugins and modules written in Python, and reads what their files say about them.
struct PluginFiles {
    let world: World
    private let files: DataLoader
    private let paths: PluginPaths

    init(world: World) {
        self.world = world
        files = DataLoader(environment: world.environment)
        paths = world.plugins(beside: [world.directory], files)
    }

    /// The `ansible` package of the ansible-core library of this machine; nil without one.
    var corePackage: String? { paths.corePackage }

    /// A type of plugin: its folder in collections, beside playbooks, and the setting that names further folders.
    private struct Kind {
        var collectionFolder: String
        var playbookFolder: String
        var variable: String
        var setting: String

        init(_ type: String) {
            let isModule = type == "module"
            collectionFolder = isModule ? "modules" : type == "doc_fragment" ? "doc_fragments" : type
            playbookFolder = isModule ? "library" : "\(collectionFolder)_plugins"
            variable = isModule ? "ANSIBLE_LIBRARY" : "ANSIBLE_\(type.uppercased())_PLUGINS"
            setting = isModule ? "library" : type == "doc_fragment" ? "doc_fragment_plugins" : "\(type)_plugins"
        }
    }

    /// The page of a plugin; nil where no file of that name is found.
    func page(_ type: String, named name: String) -> PluginPage? {
        path(type, named: name).map { page(at: $0, name: fullName(of: name, at: $0)) }
    }

    /// Plugins of the library have their full names.
    private func fullName(of name: String, at path: String) -> String {
        guard !name.contains("."), let corePackage, path.hasPrefix(corePackage + "/") else { return name }
        return "ansible.builtin." + name
    }

    /// The short description of the plugin `name` in its file, or in one beside it that has nothing but documentation.
    ///
    /// Throws where there is none, as one of them is malformed.
    func summary(at path: String, name: String) throws(DocStub.Malformed) -> String? {
        let short = name.split(separator: ".").last.map(String.init) ?? name
        let beside = candidates(short, in: files.parent(of: path)).filter { $0 != path }
        var problem: DocStub.Malformed?
        for file in [path] + beside {
            guard let bytes = Bytes.ofFile(file) else { continue }
            do throws(DocStub.Malformed) {
                if let text = try DocStub(bytes).text { return text }
            } catch {
                problem = error
            }
        }
        if let problem { throw problem }
        return nil
    }

    /// What the file at `path` says, with what it shares with other files.
    func page(at path: String, name: String) -> PluginPage {
        var page = PluginPage(name: name, path: path)
        let isProgram = path.hasSuffix(".py")
        let besides = isProgram ? [".yml", ".yaml"].map { path.dropLast(3) + $0 } : [path]
        for file in besides where files.exists(file) {
            if let all = (try? files.value(at: file))?.mapping { page.take(all) }
        }
        if isProgram, let source = source(path) { page.take(source) }
        addFragments(to: &page)
        return page
    }

    /// All files of a type in the search paths, by name.
    func all(_ type: String) -> [(name: String, path: String)] {
        var found: [(name: String, path: String)] = []
        var seen: Set<String> = []
        for folder in folders(Kind(type)) {
            for file in files.names(in: folder) where file.hasSuffix(".py") && !file.hasPrefix("_") {
                let name = String(file.dropLast(3))
                if seen.insert(name).inserted { found.append((name, files.join(folder, file))) }
            }
        }
        if let folder = coreFolder(Kind(type)) {
            // This one runs modules in the background and is nothing for a playbook.
            found += plugins(in: folder, "ansible.builtin.", type).filter { $0.name != "ansible.builtin.async_wrapper" }
        }
        return found + collections.flatMap { inCollection($0.directory, $0.name, type) }
    }

    private func coreFolder(_ kind: Kind) -> String? {
        corePackage.map { package in
            kind.collectionFolder == "modules" ? "\(package)/modules" : "\(package)/plugins/\(kind.collectionFolder)"
        }
    }

    /// The plugins of a type below a folder. A program may hold several filters or tests, each under its own name.
    private func plugins(in folder: String, _ prefix: String, _ type: String) -> [(name: String, path: String)] {
        let found = walk(folder, prefix, type, depth: 0)
        guard let method = ["filter": "filters", "test": "tests"][type] else {
            return type == "module" || prefix != "ansible.builtin." ? found : found.filter { isDocumented($0.path) }
        }
        var all: [String: String] = [:]
        for (name, path) in found {
            guard path.hasSuffix(".py"), let source = source(path) else {
                all[name] = path
                continue
            }
            let below = name.prefix(through: name.lastIndex(of: ".") ?? name.startIndex)
            let keys = source.keys(returnedBy: method)
            for key in keys where all[below + key] == nil { all[below + key] = path }
            if keys.isEmpty, source.literal("DOCUMENTATION") != nil { all[name] = path }
        }
        // What describes one of them alone says more of it than the program does.
        for (name, path) in found where !path.hasSuffix(".py") { all[name] = path }
        return all.map { ($0.key, $0.value) }
    }

    private func source(_ path: String) -> PythonSource? {
        Bytes.ofFile(path).map { PythonSource(text: String(decoding: $0, as: UTF8.self)) }
    }

    /// Whether a file says something of a plugin: one that has nothing but that, or a program that holds it.
    private func isDocumented(_ path: String) -> Bool {
        !path.hasSuffix(".py") || source(path)?.literal("DOCUMENTATION") != nil
    }

    /// The files below a folder by the names of what they describe; of two with one name the program.
    private func walk(
        _ folder: String, _ prefix: String, _ type: String, depth: Int
    ) -> [(name: String, path: String)] {
        guard depth < 16 else { return [] }
        var found: [String: String] = [:]
        var below: [(name: String, path: String)] = []
        for file in files.names(in: folder) where !file.hasPrefix("__") && !file.hasPrefix(".") {
            let path = files.join(folder, file)
            if files.isDirectory(path) {
                below += walk(path, prefix + file + ".", type, depth: depth + 1)
                continue
            }
            let dot = file.lastIndex(of: ".") ?? file.endIndex
            let (stem, suffix) = (String(file[..<dot]), String(file[dot...]))
            guard Self.isPage(stem, suffix, type), !LocalFile.isLink(path) else { continue }
            if found[prefix + stem] == nil || suffix == ".py" { found[prefix + stem] = path }
        }
        return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + below
    }

    /// Whether a file of that name counts as a plugin, as ansible-core's `list_plugins` has it. A file of documentation
    /// alone is a page of a filter or test, of which a program may hold several.
    private static func isPage(_ stem: String, _ suffix: String, _ type: String) -> Bool {
        let isText = [".yml", ".yaml"].contains(suffix)
        if ["filter", "test"].contains(type) { return isText || suffix == ".py" }
        return !isText && !otherSuffixes.contains(suffix) && !otherFiles.contains(stem)
    }

    /// Suffixes that plugins do not have.
    private static let otherSuffixes: Set<String> = [
        ".json", ".pyc", ".pyo", ".swp", ".bak", ".rpm", ".md", ".txt", ".rst",
    ]
    /// Files beside plugins, by their names without a suffix.
    private static let otherFiles: Set<String> = [
        "COPYING", "CONTRIBUTING", "LICENSE", "README", "VERSION", "GUIDELINES", "MANIFEST", "Makefile",
    ]

    /// The files of a type in one collection, by their full names; folders below count too.
    private func inCollection(_ directory: String, _ collection: String, _ type: String) -> [(String, String)] {
        plugins(in: files.join(directory, "plugins", Kind(type).collectionFolder), collection + ".", type)
    }

    /// The collections in the search paths, the first of each name.
    var collections: [(name: String, directory: String)] {
        var found: [(name: String, directory: String)] = []
        for root in paths.collectionRoots {
            let base = files.join(root, "ansible_collections")
            for namespace in files.names(in: base) {
                for name in files.names(in: files.join(base, namespace)) {
                    let full = "\(namespace).\(name)"
                    guard !found.contains(where: { $0.name == full }) else { continue }
                    found.append((full, files.join(base, namespace, name)))
                }
            }
        }
        return found
    }

    private func path(_ type: String, named name: String) -> String? {
        let parts = name.split(separator: ".").map(String.init)
        let kind = Kind(type)
        if parts.count >= 3, !name.hasPrefix("ansible.builtin."), !name.hasPrefix("ansible.legacy.") {
            for root in paths.collectionRoots {
                let folder = files.join(
                    [root, "ansible_collections", parts[0], parts[1], "plugins", kind.collectionFolder]
                        + parts[2..<(parts.count - 1)])
                if let path = file(parts[parts.count - 1], in: folder) { return path }
            }
            return nil
        }
        let short = parts.last ?? name
        // A plugin wins over a file of its name that only describes something.
        let all = folders(kind).flatMap { folder in
            [folder] + files.names(in: folder).map { files.join(folder, $0) }.filter(files.isDirectory)
        }
        if let path = all.map({ files.join($0, short + ".py") }).first(where: files.exists) { return path }
        return (folders(kind) + [coreFolder(kind)].compactMap(\.self)).lazy.compactMap { file(short, in: $0) }.first
    }

    private func file(_ name: String, in folder: String) -> String? {
        candidates(name, in: folder).first { files.exists($0) }
    }

    /// The files that may describe a plugin of that name, a program first.
    private func candidates(_ name: String, in folder: String) -> [String] {
        [".py", ".yml", ".yaml"].map { files.join(folder, name + $0) }
    }

    private func folders(_ kind: Kind) -> [String] {
        var folders: [String] = []
        if let set = world.environment[kind.variable] {
            folders += set.split(separator: ":").map { files.path(String($0), in: world.directory) }
        } else if let file = world.configuration.file, let bytes = Bytes.ofFile(file) {
            let sections = INIFile(text: String(decoding: bytes, as: UTF8.self)).sections
            if let set = sections["defaults"]?[kind.setting] {
                folders += set.split(separator: ":").map { files.path(String($0), in: files.parent(of: file)) }
            }
        }
        folders.append(files.join(world.directory, kind.playbookFolder))
        let home = world.configuration.string("ANSIBLE_HOME") ?? "~/.ansible"
        for root in [home + "/plugins", "/usr/share/ansible/plugins"] {
            folders.append(files.path("\(root)/\(kind.collectionFolder)", in: world.directory))
        }
        return folders
    }

    /// Options that a page shares with others (`extends_documentation_fragment`), where their file is found.
    private func addFragments(to page: inout PluginPage) {
        guard let written = page.documentation["extends_documentation_fragment"] else { return }
        for name in written.sequence?.compactMap(\.text) ?? written.text.map({ [$0] }) ?? [] {
            var (file, part) = (name, "DOCUMENTATION")
            var path = self.path("doc_fragment", named: file)
            if path == nil, let dot = name.lastIndex(of: ".") {
                file = String(name[..<dot])
                part = name[name.index(after: dot)...].uppercased()
                path = self.path("doc_fragment", named: file)
            }
            guard let path, let bytes = Bytes.ofFile(path),
                let text = PythonSource(text: String(decoding: bytes, as: UTF8.self)).literal(part),
                let fragment = PluginPage.yaml(text)?.mapping
            else { continue }
            page.extend(with: fragment)
        }
        page.documentation["extends_documentation_fragment"] = nil
    }
}
