import Callbacks
import Configuration
import Diagnostics
import Templating
import Values

/// Installs collections from local archives, directories and git repositories (`ansible-galaxy collection install`).
struct CollectionInstaller {
    private let place: GalaxyPlace
    private let shelf: CollectionShelf

    init(_ place: GalaxyPlace) {
        self.place = place
        shelf = CollectionShelf(place)
    }

    private struct Requirement {
        var source: String
        var type: String?
        var version: String?
    }

    func install() throws -> Int32 {
        let requirements = try self.requirements()
        let root = place.collectionsPaths.first ?? place.path("collections")
        let base = root.hasSuffix("/ansible_collections") ? root : "\(root)/ansible_collections"
        let configured = place.world.configuration.collectionsPaths
        if !configured.contains(where: { root == $0 || root.hasPrefix($0 + "/") }) {
            place.world.warn(
                "The specified collections path '\(root)' is not part of the configured Ansible collections paths "
                    + "'\(configured.joined(separator: ":"))'. The installed collection will not be picked up in an "
                    + "Ansible run, unless within a playbook-adjacent collections directory.")
        }
        print("Starting galaxy collection install process")
        var isFirst = true
        for requirement in requirements {
            try place.withTemporary { temporary in
                let isArchive = try fetch(requirement, to: "\(temporary)/content")
                let content = try directory(in: "\(temporary)/content", requirement.source)
                if try install(content, isArchive: isArchive, in: base, isFirst: isFirst, temporary) { isFirst = false }
            }
        }
        if isFirst {
            print(
                "Nothing to do. All requested collections are already installed. If you want to reinstall them, "
                    + "consider using `--force`.")
        }
        return 0
    }

    private func requirements() throws -> [Requirement] {
        guard let file = place.options.requirements else {
            guard !place.options.words.isEmpty else {
                throw OptionsError(
                    "You must specify a collection name or a requirements file.")
            }
            return place.options.words.map { word in
                // `git+https://host/repository,version`
                let parts = word.split(separator: ",", maxSplits: 1).map(String.init)
                return Requirement(source: parts[0], version: parts.count > 1 ? parts[1] : nil)
            }
        }
        let path = place.path(file)
        guard place.files.exists(path) else { throw Diagnostic("The requirements file '\(path)' does not exist.") }
        let entries = try place.files.value(at: path)?.mapping?["collections"]?.sequence ?? []
        return try entries.map { entry in
            if let text = entry.text { return Requirement(source: text) }
            guard let entry = entry.mapping, let source = (entry["source"] ?? entry["name"])?.text else {
                throw Diagnostic("Collections requirement entry should contain the key name.")
            }
            let name = entry["name"]?.text ?? source
            return Requirement(
                source: entry["type"]?.text == "git" || source.hasPrefix("http") ? name : source,
                type: entry["type"]?.text, version: entry["version"].flatMap { try? $0.string() })
        }
    }

    /// Puts a collection's files to `directory`; true where they come from an archive.
    private func fetch(_ requirement: Requirement, to directory: String) throws -> Bool {
        let source = requirement.source
        let path = place.path(source)
        if requirement.type == "git" || source.hasPrefix("git+") || source.hasPrefix("git@") {
            let url = source.hasPrefix("git+") ? String(source.dropFirst(4)) : source
            try place.clone(url, version: requirement.version, to: directory)
            try place.remove("\(directory)/.git")
            return false
        }
        if place.files.isDirectory(path) {
            guard Program(["cp", "-rp", "--", path, directory]).run()?.status == 0 else {
                throw Diagnostic("cannot copy \(path)")
            }
            return false
        }
        guard place.files.exists(path) else {
            throw Diagnostic(
                "The collection '\(source)' is neither an archive nor a directory nor a git repository; the Galaxy "
                    + "server is not supported.")
        }
        try place.makeDirectory(directory)
        try place.unpack(path, to: directory)
        return true
    }

    /// The directory that is the collection.
    private func directory(in content: String, _ source: String) throws -> String {
        if shelf.metadata(of: content) != nil { return content }
        let inner = place.files.names(in: content).map { "\(content)/\($0)" }
        if let found = inner.first(where: { shelf.metadata(of: $0) != nil }) { return found }
        throw Diagnostic(
            "Neither the collection requirement entry key '\(source)' has a MANIFEST.json nor a galaxy.yml")
    }

    private func install(
        _ content: String, isArchive: Bool, in base: String, isFirst: Bool, _ temporary: String
    ) throws -> Bool {
        let values = shelf.metadata(of: content) ?? [:]
        func text(_ key: Value) -> String { (try? values[key]?.string()) ?? "" }
        let (namespace, name, version) = (text("namespace"), text("name"), text("version"))
        guard [namespace, name].allSatisfy({ !$0.isEmpty && !$0.contains("/") && !$0.hasPrefix(".") }) else {
            throw Diagnostic("the collection has no proper name: \(namespace).\(name)")
        }
        let target = "\(base)/\(namespace)/\(name)"
        let label = "\(namespace).\(name):\(version)"
        let isForced = place.options.force || place.options.forceWithDependencies
        if let known = shelf.metadata(of: target), !isForced, known["version"]?.text == version { return false }
        if isFirst {
            print("Process install dependency map")
            print("Starting collection install process")
        }
        print("Installing '\(label)' to '\(target)'")
        if place.files.exists(target) { try place.remove(target) }
        try place.makeDirectory("\(base)/\(namespace)")
        var source = content
        if !isArchive {
            let builder = CollectionBuilder(place)
            source = "\(temporary)/staged"
            try place.makeDirectory(source)
            _ = try builder.stage(content, builder.metadata(of: content), to: source)
        }
        guard Program(["cp", "-rp", "--", source, target]).run()?.status == 0 else {
            throw Diagnostic("the files could not be put to \(target)")
        }
        if !isArchive { print("Created collection for \(label) at \(target)") }
        print("\(label) was installed successfully")
        if !place.options.noDependencies {
            for (needed, _) in values["dependencies"]?.mapping ?? [:] {
                let known = place.collectionsPaths.flatMap { shelf.collections(in: $0).map(\.name) }
                if let needed = needed.text, !known.contains(needed) {
                    place.world.warn("\(label) needs the collection \(needed), which is not installed.")
                }
            }
        }
        return true
    }
}
