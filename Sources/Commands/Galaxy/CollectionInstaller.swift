import Callbacks
import Configuration
import Diagnostics
import Loading
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
        var hasSignatures = false
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
        try refuseSignatures(requirements)
        let installed = shelf.all
        let isForced = place.options.force || place.options.forceWithDependencies
        let named = requirements.filter(isOnServer).filter {
            isForced || place.options.upgrades || !Self.isThere($0.source, $0.version ?? "*", among: installed)
        }
        let names = Set(named.map(\.source))
        func resolver(_ servers: [GalaxyServer]) -> CollectionResolver {
            CollectionResolver(
                servers,
                preferring: place.options.forceWithDependencies
                    ? [] : place.options.force ? installed.filter { !names.contains($0.name) } : installed,
                takesPrereleases: place.options.takesPrereleases, upgrades: place.options.upgrades)
        }
        var choices = resolver(named.isEmpty ? [] : try GalaxyServer.all(place))
        for requirement in named {
            try choices.add(requirement.source, requirement.version ?? "*", isDeep: !place.options.noDependencies)
        }
        for requirement in requirements where !isOnServer(requirement) {
            try place.withTemporary { temporary in
                let isArchive = try fetch(requirement, to: "\(temporary)/content")
                let content = try directory(in: "\(temporary)/content", requirement.source)
                if try install(content, isArchive: isArchive, in: base, isFirst: isFirst, temporary) { isFirst = false }
                for (name, constraint) in needed(by: content)
                where !Self.isThere(name, constraint, among: shelf.all) {
                    if choices.isIdle { choices = resolver(try GalaxyServer.all(place)) }
                    try choices.add(name, constraint, isDeep: true)
                }
            }
        }
        for (name, choice) in choices.chosen {
            if isFirst { announce() }
            isFirst = false
            switch choice {
            case .installed(let found): print("'\(name):\(found.version)' is already installed, skipping.")
            case .release(let release):
                try place.withTemporary { temporary in
                    let archive = "\(temporary)/archive"
                    print("Downloading \(release.archive) to \(temporary)")
                    try release.server.fetch(release, to: archive)
                    try place.makeDirectory("\(temporary)/content")
                    try place.unpack(archive, to: "\(temporary)/content")
                    let content = try directory(in: "\(temporary)/content", name)
                    _ = try install(content, isArchive: true, in: base, isFirst: false, temporary)
                }
            }
        }
        if isFirst {
            print(
                "Nothing to do. All requested collections are already installed. If you want to reinstall them, "
                    + "consider using `--force`.")
        }
        return 0
    }

    /// Whether a Galaxy server is to be asked for it.
    private func isOnServer(_ requirement: Requirement) -> Bool {
        if let type = requirement.type { return type == "galaxy" }
        let parts = requirement.source.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } }
            && !place.files.exists(place.path(requirement.source))
    }

    private func refuseSignatures(_ requirements: [Requirement]) throws {
        let setting = SettingReference.base.first { $0.name == "GALAXY_GPG_KEYRING" }
        let keyring = place.options.keyring ?? setting.flatMap(place.world.configuration.text)
        guard !place.options.ignoresSignatures, keyring != nil || requirements.contains(where: \.hasSignatures) else {
            return
        }
        throw Diagnostic(
            "Signatures of collections cannot be checked.",
            help: "--disable-gpg-verify installs without that check; the digests of archives are always checked.")
    }

    private func needed(by content: String) -> [(name: String, constraint: String)] {
        place.options.noDependencies ? [] : CollectionShelf.dependencies(of: shelf.metadata(of: content))
    }

    private static func isThere(_ name: String, _ constraint: String, among installed: [CollectionShelf.Found]) -> Bool
    {
        installed.contains {
            $0.name == name
                && ($0.version == "*" || VersionConstraint(constraint).allows($0.version, prereleases: true))
        }
    }

    private func announce() {
        print("Process install dependency map")
        print("Starting collection install process")
    }

    private func requirements() throws -> [Requirement] {
        guard let file = place.options.requirements else {
            guard !place.options.words.isEmpty else {
                throw OptionsError(
                    "You must specify a collection name or a requirements file.")
            }
            return place.options.words.map { word in
                // `git+https://host/repository,version`
                let isName = !word.contains("/") && !word.hasPrefix("git") && !place.files.exists(place.path(word))
                let parts = word.split(separator: isName ? ":" : ",", maxSplits: 1).map(String.init)
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
                source: ["git", "url", "file", "dir", "galaxy"].contains(entry["type"]?.text)
                    || source.hasPrefix("http")
                    ? name : source,
                type: entry["type"]?.text, hasSignatures: entry["signatures"] != nil,
                version: entry["version"].flatMap { try? $0.string() })
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
        if place.isURL(source) {
            let archive = "\(directory).tar.gz"
            try place.download(source, to: archive)
            try place.makeDirectory(directory)
            try place.unpack(archive, to: directory)
            return true
        }
        guard place.files.exists(path) else {
            throw Diagnostic("The collection '\(source)' is neither an archive nor a directory nor a git repository.")
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
        if isFirst { announce() }
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
        return true
    }
}
