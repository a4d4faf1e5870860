import Diagnostics
import Loading
import Templating

/// Where a role is looked for.
struct RolePlace {
    let context: PlayContext

    struct Found {
        let name: String
        let path: String
        let collection: String?
    }

    /// Looks through collections, then `roles/` beside the playbook, the roles path, the directory of the role that
    /// asks, and the playbook's directory; last the name counts as a path.
    func find(_ name: String, use: RoleReader.Use, at span: Span) throws(Diagnostic) -> Found {
        if let found = inCollections(name, use.collections) { return found }
        let files = context.loader.files
        var places = [files.join(context.directory, "roles")] + context.loader.settings.rolesPath
        if let base = use.baseDirectory { places.append(base) }
        places.append(context.directory)
        for place in places {
            let path = files.path(files.join(place, name), in: context.directory)
            if files.exists(path) { return Found(name: name, path: files.realPath(path), collection: nil) }
        }
        let path = files.path(name, in: context.directory)
        if name.contains("/"), files.exists(path) {
            return Found(name: files.name(of: name), path: files.realPath(path), collection: nil)
        }
        let searched = use.collections + places
        var missing = Diagnostic(
            "the role '\(name)' was not found in \(searched.joined(separator: ":"))", at: span, help: near(name, places)
        )
        // Nothing is wrong with what was read: ansible-core ends with status 1 here.
        missing.isParseError = false
        throw missing
    }

    private func near(_ name: String, _ places: [String]) -> String? {
        let files = context.loader.files
        let names = places.dropLast().flatMap { files.names(in: $0) }
        return Suggestion.nearest(to: name, among: names).map { "Did you mean '\($0)'?" }
    }

    private func inCollections(_ name: String, _ collections: [String]) -> Found? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let isQualified = VariableName.areFullName(parts)
        let wanted =
            isQualified
            ? [(parts.prefix(2).joined(separator: "."), Array(parts.dropFirst(2)))]
            : collections.map { ($0, name.split(separator: "/").map(String.init)) }
        let files = context.loader.files
        for (collection, rest) in wanted {
            let place = collection.split(separator: ".").map(String.init)
            guard place.count == 2, !rest.isEmpty, collection != "ansible.legacy" else { continue }
            for root in [files.join(context.directory, "collections")] + context.loader.settings.collectionsPaths {
                let path = files.join([root, "ansible_collections"] + place + ["roles"] + rest)
                if files.isDirectory(path) {
                    return Found(
                        name: rest.joined(separator: isQualified ? "." : "/"), path: files.realPath(path),
                        collection: collection)
                }
            }
        }
        return nil
    }
}

extension RolePlace.Found {
    init(_ role: Role) { self.init(name: role.name, path: role.path, collection: role.collection) }
}
