import Diagnostics
import Loading
import Templating
import Values
import YAML

/// Reads the files of a role: `main` of each directory, or what stands in its place.
struct RoleFilesReader {
    let files: DataLoader
    let place: RolePlace.Found
    let from: RoleFiles

    func tasks() throws(Diagnostic) -> Written? { try document("tasks", from.tasks) }
    func handlers() throws(Diagnostic) -> Written? { try document("handlers", from.handlers) }

    /// The files that ``tasks()`` and ``handlers()`` will read; none where there will be an error.
    var paths: [String] {
        let tasks = try? paths("tasks", from.tasks).first
        let handlers = try? paths("handlers", from.handlers).first
        return [tasks, handlers].compactMap { $0 }
    }

    func definition() throws(Diagnostic) -> Role {
        var reservedNames: [ReservedName] = []
        return Role(
            name: place.name, path: place.path, collection: place.collection,
            defaults: try variables("defaults", from.defaults, &reservedNames),
            vars: try variables("vars", from.vars, &reservedNames), metadata: try metadata(),
            reservedNames: reservedNames)
    }

    private func paths(
        _ section: String, _ name: Value?, allowDirectories: Bool = false
    ) throws(Diagnostic) -> [String] {
        let directory = files.join(place.path, section)
        guard files.isDirectory(directory) else { return [] }
        let extensions = [".yml", ".yaml", ".json"]
        guard let name = name?.written else {
            return files.variableFiles(
                in: directory, named: "main", extensions: extensions + [""], allowDirectories: allowDirectories)
        }
        let found = files.variableFiles(
            in: directory, named: name, extensions: [""] + extensions, allowDirectories: allowDirectories)
        guard let first = found.first else {
            throw Diagnostic("Could not find specified file in role: \(section)/\(name)")
        }
        let root = files.path(directory, in: "/") + "/"
        guard files.path(first, in: "/").hasPrefix(root) else {
            throw Diagnostic(
                "Failed loading '\(first)' for role (\(place.name)) as it is not inside the expected role path: "
                    + "'\(directory)'")
        }
        return found
    }

    private func document(_ section: String, _ name: Value?) throws(Diagnostic) -> Written? {
        guard let path = try paths(section, name).first else { return nil }
        return try files.written(at: path)
    }

    private func variables(
        _ section: String, _ name: Value?, _ reservedNames: inout [ReservedName]
    ) throws(Diagnostic) -> Dict {
        var vars = Dict()
        for path in try paths(section, name, allowDirectories: true) {
            guard let value = try files.value(at: path), !value.isNone else { continue }
            guard let dict = value.mapping else {
                throw Diagnostic(
                    "The \(section)/main.yml file for role '\(place.name)' must contain a dictionary of variables",
                    notes: [.init("The file is \(path).")])
            }
            reservedNames += files.reservedNames(among: dict, at: path)
            vars.merge(dict) { $1 }
        }
        return vars
    }

    private func metadata() throws(Diagnostic) -> RoleMetadata {
        var metadata = RoleMetadata()
        if let document = try document("meta", nil), !document.isNull {
            guard let mapping = Mapping(document) else {
                throw Diagnostic(
                    "the 'meta/main.yml' for role \(place.name) is not a dictionary", at: document.span)
            }
            try metadata.read(mapping)
        }
        let directory = files.join(place.path, "meta")
        let specs = files.variableFiles(
            in: directory, named: "argument_specs", extensions: [".yml", ".yaml", ".json"], allowDirectories: false)
        if let path = specs.first {
            metadata.argumentSpecs = try files.value(at: path)?.mapping?["argument_specs"]?.mapping ?? [:]
        }
        return metadata
    }
}

extension RoleMetadata {
    fileprivate mutating func read(_ mapping: Mapping) throws(Diagnostic) {
        var draft = Draft(noun: "RoleMetadata")
        for entry in mapping.entries { try Keyword.read(entry, at: .metadata, into: &draft) }
        collections = draft.attributes.collections ?? []
        allowDuplicates = try draft.sections["allow_duplicates"]?.value().switchValue ?? false
        galaxyInfo = try draft.sections["galaxy_info"]?.value()
        argumentSpecs = try draft.sections["argument_specs"]?.value().mapping ?? [:]
        guard let list = draft.sections["dependencies"], !list.isNull else { return }
        guard let nodes = list.elements else {
            throw Diagnostic("Expected role dependencies to be a list.", at: list.span)
        }
        dependencies = try nodes.map { node throws(Diagnostic) in try RoleEntry(dependency: node) }
    }
}

extension RoleEntry {
    /// An entry of `dependencies:`, which may name its role by where Galaxy finds it (`src`).
    fileprivate init(dependency node: Written) throws(Diagnostic) {
        guard let mapping = Mapping(node), mapping["role"] == nil, mapping["name"] == nil,
            let source = mapping["src"]?.scalarText
        else {
            try self.init(node)
            return
        }
        self.init(name: Self.name(ofSource: source), at: node.span)
    }

    /// `https://host/repo.git,v1` → `repo`
    private static func name(ofSource source: String) -> String {
        guard source.contains("://") || source.contains("@") else { return source }
        var name = source.split(separator: "/").last ?? ""
        for suffix in [".git", ".tar.gz"] where name.hasSuffix(suffix) { name = name.dropLast(suffix.count) }
        return String(name.split(separator: ",").first ?? "")
    }
}
