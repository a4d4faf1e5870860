import Diagnostics
public import Loading
import OrderedCollections
import Synchronization
import Templating
import Values

/// Where content that is not built in is looked for: modules, the code they share, and plugins.
///
/// What stands beside playbooks and in roles is found from the moment that these are read, in that order; then come the
/// configured directories. Of the ansible-core library of this machine only shared code and the table of moves are used.
public final class PluginPaths: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case module = "library"
        case moduleUtils = "module_utils"
        case filter = "filter_plugins"
        case test = "test_plugins"
        case lookup = "lookup_plugins"
        case callback = "callback_plugins"
        case inventory = "inventory_plugins"
        case action = "action_plugins"
        case connection = "connection_plugins"
        case cache = "cache_plugins"
        case vars = "vars_plugins"
        case strategy = "strategy_plugins"

        /// The directory below a collection's `plugins`, and Python's word for plugins of the kind.
        package var inCollections: String {
            switch self {
            case .module: "modules"
            case .moduleUtils: "module_utils"
            case .filter: "filter"
            case .test: "test"
            case .lookup: "lookup"
            case .callback: "callback"
            case .inventory: "inventory"
            case .action: "action"
            case .connection: "connection"
            case .cache: "cache"
            case .vars: "vars"
            case .strategy: "strategy"
            }
        }
    }

    /// What the configuration and the environment say.
    public struct Settings: Sendable {
        public var directories: [Kind: [String]] = [:]
        /// Where Python packages of this machine may stand, first one first.
        public var pythonPath: [String] = []
        /// The version of ansible-core that collections are asked for, and what becomes of one that does not support it:
        /// `warning`, `error` or `ignore`.
        public var version = ""
        public var versionMismatch = "ignore"
        /// Whether Python packages bring collections along (`collections_scan_sys_path`).
        public var findsInstalledCollections = true
        /// Endings of files in `library` that are no modules (`module_ignore_exts`).
        public var ignoredModuleEndings = [
            ".pyc", ".pyo", ".swp", ".bak", "~", ".rpm", ".md", ".txt", ".rst", ".yaml", ".yml", ".ini",
        ]

        public init() {}
    }

    public let files: DataLoader
    private let settings: Settings
    private let collectionsPaths: [String]
    /// The directories of playbooks and roles.
    private let contents = Mutex<[String]>([])
    private let found = Mutex<[Kind: [String]]>([:])
    private let routing: ModuleRouting
    private let groups = Mutex<[String: Set<String>?]>([:])
    private let listings = Mutex<[String: [String: String]]>([:])

    /// Where Python packages bring collections along.
    private let installedRoots: [String]
    /// The `ansible` package of the ansible-core library of this machine; nil without one.
    public let corePackage: String?

    public init(_ settings: Settings, collectionsPaths: [String], files: DataLoader) {
        self.settings = settings
        self.collectionsPaths = collectionsPaths
        self.files = files
        installedRoots =
            settings.findsInstalledCollections
            ? settings.pythonPath.filter { files.isDirectory("\($0)/ansible_collections") } : []
        routing = ModuleRouting(files, version: settings.version, mismatch: settings.versionMismatch)
        corePackage = settings.pythonPath.lazy.map { "\($0)/ansible" }.first {
            files.exists("\($0)/module_utils/basic.py")
        }
    }

    /// Takes up what stands in the directory of a playbook or a role.
    public func add(_ directory: String) {
        let isNew = contents.withLock { contents in
            guard !contents.contains(directory) else { return false }
            contents.append(directory)
            return true
        }
        if isNew { found.withLock { $0 = [:] } }
    }

    /// The directories of a kind, the strongest first.
    public func directories(_ kind: Kind) -> [String] {
        if let known = found.withLock({ $0[kind] }) { return known }
        let contents = contents.withLock { $0 }
        let directories =
            contents.map { "\($0)/\(kind.rawValue)" }.filter(files.isDirectory)
            + (settings.directories[kind] ?? []).flatMap(withSubdirectories)
        found.withLock { $0[kind] = directories }
        return directories
    }

    /// The roots of `ansible_collections` directories, those beside playbooks first.
    public var collectionRoots: [String] {
        contents.withLock { $0 }.map { "\($0)/collections" }.filter(files.isDirectory) + collectionsPaths
            + installedRoots
    }

    /// Subcategories of configured directories count, one and two levels deep.
    private func withSubdirectories(_ directory: String) -> [String] {
        func below(_ directory: String) -> [String] {
            files.names(in: directory).filter { !$0.hasPrefix("__") && !$0.hasPrefix(".") }
                .map { "\(directory)/\($0)" }.filter(files.isDirectory)
        }
        guard files.isDirectory(directory) else { return [] }
        let first = below(directory)
        return first + first.flatMap(below) + [directory]
    }

    /// The Python that the library belongs to, or else this machine's.
    public var python: String {
        let prefix = corePackage.map { "\($0)/../../../.." }
        let candidates = [prefix.map { "\($0)/bin/python3" }, "/usr/bin/python3", "/usr/local/bin/python3"]
        return candidates.compactMap(\.self).first(where: files.exists) ?? "/usr/bin/python3"
    }

    /// The plugins of a kind that stand beside playbooks, in roles and in configured directories, one a file: their
    /// names and files, of two with one name the strongest.
    public func plugins(_ kind: Kind) -> [(name: String, path: String)] {
        var known: Set<String> = []
        return directories(kind).flatMap { directory in
            listing(directory).filter { $0.value.hasSuffix(".py") }.sorted { $0.key < $1.key }
                .filter { known.insert($0.key).inserted }.map { ($0.key, $0.value) }
        }
    }

    /// The file of a plugin that is its file's only one, such as a lookup.
    public func plugin(_ name: String, _ kind: Kind) -> String? {
        if name.contains(".") { return collectionFile(name, kind) }
        return files(name, kind).first { $0.hasSuffix(".py") }
    }

    // MARK: Modules

    /// The file of a module that stands in a `library` or a configured directory.
    public func module(_ name: String) -> String? {
        guard !name.contains("/") else { return nil }
        return files(name, .module).first
    }

    /// The files of that name, the strongest first, and behind them those that a leading `_` marks as old.
    private func files(_ name: String, _ kind: Kind) -> [String] {
        let listings = directories(kind).map(listing)
        return listings.compactMap { $0[name] } + listings.compactMap { $0["_\(name)"] }
    }

    /// The fully qualified name that a module goes by now: of a short name that has moved to a collection, and of a
    /// collection's module that has been renamed. Nil where nothing was moved.
    public func redirect(_ name: String) -> String? {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count > 1 else {
            guard let corePackage else { return MovedModules.target(of: name) }
            return routing.redirect(ofCore: name, package: corePackage)
        }
        guard parts.count > 2 else { return nil }
        for root in collectionRoots {
            let collection = "\(root)/ansible_collections/\(parts[0])/\(parts[1])"
            let short = parts[2...].joined(separator: ".")
            if let target = routing.redirect(of: short, inCollectionAt: collection) { return target }
        }
        return nil
    }

    /// Why nothing of the collection of this module may run; nil where it may.
    func refusal(_ name: String) -> Diagnostic? {
        let parts = name.split(separator: ".").map(String.init)
        guard VariableName.areFullName(parts) else { return nil }
        return collectionRoots.lazy.map { "\($0)/ansible_collections/\(parts[0])/\(parts[1])" }
            .first(where: files.isDirectory).flatMap(routing.refusal)
    }

    /// Word of a module or action that was removed, by any of its names, moved ones included; nil where there is none.
    func tombstone(_ name: String, moves: Int = 0) -> Tombstone? {
        let parts = name.split(separator: ".").map(String.init)
        if ["include", "ansible.builtin.include", "ansible.legacy.include"].contains(name) { return .include }
        if VariableName.areFullName(parts) {
            let short = parts[2...].joined(separator: ".")
            for root in collectionRoots {
                let collection = "\(root)/ansible_collections/\(parts[0])/\(parts[1])"
                guard let found = routing.tombstone(of: short, inCollectionAt: collection) else { continue }
                return Tombstone(name, isAction: found.isAction, found.entry)
            }
        }
        guard moves < 10, let target = redirect(name), target != name else { return nil }
        return tombstone(target, moves: moves + 1)
    }

    /// The name that a collection sends one of its plugins of a kind to, or ansible-core a short one; nil where there is
    /// none.
    public func redirect(_ name: String, _ kind: Kind) -> String? {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count > 2 else {
            return corePackage.flatMap { routing.redirect(ofCore: name, kind.inCollections, package: $0) }
        }
        return collectionRoots.lazy.compactMap { [routing] root in
            routing.redirect(
                of: parts[2...].joined(separator: "."), kind.inCollections,
                inCollectionAt: "\(root)/ansible_collections/\(parts[0])/\(parts[1])")
        }.first
    }

    /// The file of a plugin `namespace.collection.name`.
    public func collectionFile(_ name: String, _ kind: Kind) -> String? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard VariableName.areFullName(parts) else { return nil }
        for root in collectionRoots {
            let collection = "\(root)/ansible_collections/\(parts[0])/\(parts[1])"
            let inner = parts[2..<(parts.count - 1)].map { "/\($0)" }.joined()
            let directory = "\(collection)/plugins/\(kind.inCollections)\(inner)"
            if let path = listing(directory)[parts[parts.count - 1]] { return path }
        }
        return nil
    }

    /// The group that a key of `module_defaults` names, by its full name: `group/aws` is `ansible.builtin.aws`; nil for the
    /// name of a module.
    public static func group(inDefaults key: String) -> String? {
        guard key.hasPrefix("group/") else { return nil }
        let name = String(key.dropFirst(6))
        return name.split(separator: ".").count < 3 ? "ansible.builtin.\(name)" : name
    }

    /// Names without their endings, and the files that they stand for.
    /// The actions of a group of `module_defaults` (`namespace.collection.group`), those of the groups that it extends
    /// included; nil where there is no such group.
    public func actionGroup(_ name: String) -> Set<String>? {
        if let known = groups.withLock({ $0[name] }) { return known }
        let found = actionGroup(name, depth: 0)
        groups.withLock { $0[name] = .some(found) }
        return found
    }

    private func actionGroup(_ name: String, depth: Int) -> Set<String>? {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count >= 3, depth < 16 else { return nil }
        let collection = parts.prefix(2).joined(separator: ".")
        let short = parts.dropFirst(2).joined(separator: ".")
        func qualified(_ name: String) -> String {
            name.split(separator: ".").count < 3 ? "\(collection).\(name)" : name
        }
        let places = collectionRoots.lazy.map { "\($0)/ansible_collections/\(parts[0])/\(parts[1])" }
        let known =
            collection == "ansible.builtin"
            ? [routing.actionGroups(ofCore: corePackage)] : places.map(routing.actionGroups(inCollectionAt:))
        for groups in known {
            guard let entries = (groups[.string(name)] ?? groups[.string(short)])?.sequence else { continue }
            var actions: Set<String> = []
            for entry in entries {
                if let action = entry.text.map(qualified) {
                    actions.formUnion([action, redirect(action) ?? action])
                } else if let more = entry.mapping?["metadata"]?.mapping?["extend_group"] {
                    for name in (more.sequence ?? [more]).compactMap(\.text) {
                        actions.formUnion(actionGroup(qualified(name), depth: depth + 1) ?? [])
                    }
                }
            }
            return actions
        }
        return nil
    }

    private func listing(_ directory: String) -> [String: String] {
        if let known = listings.withLock({ $0[directory] }) { return known }
        var listing: [String: String] = [:]
        for file in files.names(in: directory) where !isIgnored(file) {
            let path = "\(directory)/\(file)"
            guard !files.isDirectory(path) else { continue }
            let dot = file.lastIndex(of: ".")
            let name = dot.map { String(file[..<$0]) } ?? file
            // A program without an ending or in Python wins over others of its name.
            if listing[name] == nil || dot == nil || file.hasSuffix(".py") { listing[name] = path }
        }
        listings.withLock { $0[directory] = listing }
        return listing
    }

    private func isIgnored(_ file: String) -> Bool {
        file.hasPrefix(".") || file.hasPrefix("__init__") || file.hasSuffix(".ps1")
            || settings.ignoredModuleEndings.contains { file.hasSuffix($0) }
    }
}
