import Loading

/// Finds the task file that an include or import means.
///
/// A relative name is looked up beside what the include itself was included from, going outwards, then in the role or
/// beside the playbook.
struct IncludePath {
    let files: DataLoader
    /// The playbook's.
    let directory: String

    /// The path of the file; where it is nowhere, the one where it should have been.
    func find(_ name: String, from scope: Scope) -> String {
        let section = scope.isHandler ? "handlers" : "tasks"
        var cumulative: String?
        for origin in scope.includes {
            let parent =
                switch origin {
                case .role(let path): path
                case .tasks(let file): files.parent(of: file)
                }
            if let inner = cumulative, !inner.hasPrefix("/") {
                cumulative = files.join(parent, inner)
            } else {
                cumulative = cumulative ?? parent
            }
            let around = cumulative ?? parent
            let paths: [String]
            if let role = scope.role {
                let bases = [role.path, files.join(role.path, section, around)]
                paths = bases.map { relative($0, section, name, isRole: true) }
            } else {
                paths = [relative(directory, around, name)]
            }
            if let path = paths.first(where: files.exists) { return path }
        }
        if let role = scope.role { return relative(role.path, section, name, isRole: true) }
        return files.path(name, in: directory)
    }

    /// Ansible's places for `name`, asked for in the section `section` of what lies at `base`.
    private func relative(_ base: String, _ section: String, _ name: String, isRole: Bool = false) -> String {
        if name.hasPrefix("/") || name.hasPrefix("~") { return files.path(name, in: directory) }
        var root = files.path(base, in: directory)
        let isRole = isRole || self.isRole(root)
        let isTasks = files.name(of: root) == "tasks"
        var places = [files.join(base, section, name)]
        if isRole, isTasks { root = files.parent(of: root) }
        places.append(files.join(root, section, name))
        if isRole, !name.hasSuffix(section) { places.append(files.join(root, "tasks", name)) }
        places += [
            files.join(root, name), files.join(directory, section, name), files.join(directory, name),
        ]
        let paths = places.map { files.path($0, in: directory) }
        return paths.first { files.exists($0) } ?? paths[paths.count - 1]
    }

    /// Whether a role lies at `path`, or `path` is a role's directory of tasks.
    private func isRole(_ path: String) -> Bool {
        let names = ["main.yml", "main.yaml", "main"]
        if files.name(of: path) == "tasks", names.contains(where: { files.exists(files.join(path, $0)) }) {
            return true
        }
        return [path, files.parent(of: path)].contains { root in
            ["tasks", "meta"].contains { section in
                names.contains { files.exists(files.join(root, section, $0)) }
            }
        }
    }
}
