import Loading
import Values

/// The roles that say what they take (`ansible-doc -t role`): those of directories of roles and those of collections.
struct RolePages {
    struct Role {
        /// With its collection's name before it, where it has one.
        var name: String
        /// Empty where it belongs to none.
        var collection: String
        /// The role's directory, or the collection's.
        var directory: String
        /// The file that holds, or may hold, its argument specification.
        fileprivate var specification: String
    }

    let files: DataLoader
    /// Directories of roles, the first before the others.
    let roots: [String]
    /// Each collection's name and directory.
    let collections: [(name: String, directory: String)]

    /// All roles that may have an argument specification, by name; below `collections` alone where any are given.
    func all(within names: [String] = []) -> [Role] {
        let own = names.isEmpty ? roots.flatMap { roles(in: $0, collection: "", directory: nil) } : []
        let others = collections.filter { names.isEmpty || names.contains($0.name) }.flatMap {
            roles(in: files.join($0.directory, "roles"), collection: $0.name, directory: $0.directory)
        }
        var seen: Set<String> = []
        return (own + others).filter { seen.insert($0.name).inserted }.sorted { $0.name < $1.name }
    }

    private func roles(in root: String, collection: String, directory: String?) -> [Role] {
        files.names(in: root).compactMap { name in
            let candidates = ["argument_specs", "main"].flatMap { stem in
                ["", ".yml", ".yaml", ".json"].map { files.join(root, name, "meta", stem + $0) }
            }
            return candidates.first(where: files.exists).map {
                Role(
                    name: collection.isEmpty ? name : "\(collection).\(name)", collection: collection,
                    directory: directory ?? files.join(root, name), specification: $0)
            }
        }
    }

    /// What each entry point of a role says, in the file's order; those of the name `only` where one is given.
    func entryPoints(of role: Role, only: String? = nil) -> [(name: String, page: Dict)] {
        let all = (try? files.value(at: role.specification))?.mapping?["argument_specs"]?.mapping ?? [:]
        return all.compactMap { name, page in
            guard let name = name.text, only == nil || name == only else { return nil }
            return (name, page.mapping ?? [:])
        }
    }

    /// The listing as data, by name.
    func listing(of roles: [Role]) -> Value {
        let entries = roles.map { role -> (Value, Value) in
            let points = entryPoints(of: role).map { (Value.string($0.name), $0.page["short_description"] ?? "") }
            var entry: Dict = [
                "description": "UNDOCUMENTED", "entry_points": .dict(Dict(points, uniquingKeysWith: { $1 })),
            ]
            if !role.collection.isEmpty { entry["collection"] = .string(role.collection) }
            return (.string(role.name), .dict(entry))
        }
        return .dict(Dict(entries, uniquingKeysWith: { $1 }))
    }

    /// The listing as text: each role, and below it its entry points with what they are for.
    ///
    /// - Parameter columns: the width of the screen.
    func text(of roles: [Role], columns: Int) -> String {
        let points = roles.map { entryPoints(of: $0) }
        let width = points.joined().map(\.name.count).max() ?? 0
        let room = max(0, columns - width - 5)
        return zip(roles, points).map { role, points in
            guard !points.isEmpty else { return role.name }
            let lines = points.map { name, page in
                let blanks = String(repeating: " ", count: width - name.count)
                return "    \(name)\(blanks): \((page["short_description"]?.text ?? "").shortened(to: room))"
            }
            return (["\(role.name):", "  specs:"] + lines).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// What is known of a role, as data; nil where it has no entry point `only`.
    func json(of role: Role, only: String?) -> Value? {
        let points = entryPoints(of: role, only: only)
        guard !points.isEmpty else { return nil }
        return .dict([
            "path": .string(role.directory), "collection": .string(role.collection),
            "entry_points": .dict(
                Dict(points.map { (.string($0.name), .dict($0.page)) }, uniquingKeysWith: { $1 })),
        ])
    }

    /// What is known of a role, as text for people.
    func text(of role: Role, only: String?) -> String {
        entryPoints(of: role, only: only).map { name, page in
            var shown = PluginPage(name: role.name, path: role.directory)
            shown.documentation = page
            let about = page["short_description"]?.text.map { " - \($0)" } ?? ""
            return "> ROLE: \(role.name) (\(role.directory))\n\nENTRY POINT: \(name)\(about)\n\n"
                + PageText(page: shown, type: "role").body
        }.joined(separator: "\n\n")
    }
}

extension String {
    /// The text, cut behind `length` characters with three dots to say so.
    func shortened(to length: Int) -> String {
        guard count > length else { return self }
        return (length < 0 ? dropLast(-length) : prefix(length)) + "..."
    }
}
