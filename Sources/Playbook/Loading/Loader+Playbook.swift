public import Diagnostics
import Loading
import Templating
import Values
import YAML

extension Loader {
    /// The playbook at `path`, with all that it imports.
    ///
    /// Throws a Diagnostic for the first thing that is wrong.
    public func playbook(at path: String) throws(Diagnostic) -> Playbook {
        let full = files.path(path, in: files.currentDirectory)
        return Playbook(
            path: path, directory: files.parent(of: full),
            plays: try plays(at: full, inherited: PlayImports(), importing: [full], askedAt: nil))
    }

    private func plays(
        at path: String, inherited: PlayImports, importing: [String], askedAt span: Span?
    ) throws(Diagnostic) -> [Play] {
        guard let document = try files.written(at: path, askedAt: span), !document.isNull else {
            throw Diagnostic("Empty playbook, nothing to do: \(path)")
        }
        guard let nodes = document.elements else {
            throw Diagnostic(
                "A playbook must be a list of plays, got a \(try document.kindName()) instead: \(path)",
                at: document.span)
        }
        if nodes.isEmpty { throw Diagnostic("A playbook must contain at least one play: \(path)") }
        let directory = files.parent(of: path)
        let collection = Self.collection(ofPath: path)
        if collection == nil { plugins.add(directory) }
        var plays: [Play] = []
        for node in nodes {
            guard let mapping = Mapping(node) else {
                throw Diagnostic(
                    "playbook entries must be either valid plays or 'import_playbook' statements", at: node.span)
            }
            let imports = mapping.entries.filter { BuiltinAction($0.name) == .importPlaybook }
            guard let statement = imports.first else {
                plays.append(
                    try PlayReader(loader: self, directory: directory, collection: collection).play(
                        mapping, inherited: inherited))
                continue
            }
            if imports.count > 1 {
                let names = imports.map(\.name).sorted().joined(separator: ", ")
                throw Diagnostic("Found conflicting import_playbook actions: \(names)", at: mapping.span).asGeneralError
            }
            plays += try imported(
                statement, mapping, in: directory, inherited: inherited, importing: importing)
        }
        return plays
    }

    private func imported(
        _ statement: Mapping.Entry, _ mapping: Mapping, in directory: String, inherited: PlayImports,
        importing: [String]
    ) throws(Diagnostic) -> [Play] {
        var draft = Draft(noun: "PlaybookInclude")
        for entry in mapping.entries where entry.name != statement.name {
            try Keyword.read(entry, at: .importPlaybook, into: &draft)
        }
        try statement.value.requireText("import_playbook")
        let context = PlayContext(loader: self, directory: directory)
        context.vars = draft.vars
        let name: String
        do {
            name = try context.text(try statement.value.value(), context.layers())
        } catch let error as RenderFailure {
            throw error.diagnostic
        } catch let error as Diagnostic {
            throw error
        } catch {
            throw Diagnostic("\(error)", at: statement.value.span)
        }
        let path = collectionPlaybook(name) ?? files.path(name, in: directory)
        if importing.contains(path) {
            throw Diagnostic(
                "A recursion loop was detected in imported playbooks.", at: mapping.span,
                notes: [.init("The circle: \((importing + [path]).joined(separator: " -> "))")])
        }
        return try plays(
            at: path, inherited: inherited.inside(draft), importing: importing + [path],
            askedAt: statement.value.span)
    }

    /// The collection in which a playbook stands; nil for one that stands in none.
    private static func collection(ofPath path: String) -> String? {
        let parts = path.split(separator: "/").map(String.init)
        guard let root = parts.lastIndex(of: "ansible_collections"), root + 3 < parts.count else { return nil }
        return parts[(root + 1)...(root + 2)].joined(separator: ".")
    }

    /// Whether a name may be that of a playbook in a collection.
    public static func mayBeCollectionPlaybook(_ name: String) -> Bool {
        VariableName.areFullName(name.split(separator: ".", omittingEmptySubsequences: false).map(String.init))
    }

    /// The path of `namespace.collection.playbook`; nil where the name is no such one.
    public func collectionPlaybook(_ name: String) -> String? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard VariableName.areFullName(parts) else { return nil }
        for root in plugins.collectionRoots {
            let directory = files.join([root, "ansible_collections"] + parts.prefix(2) + ["playbooks"])
            let base = files.join([directory] + parts.dropFirst(2))
            for suffix in [".yml", ".yaml"] where files.exists(base + suffix) { return base + suffix }
        }
        return nil
    }
}
