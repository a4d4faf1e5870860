import Diagnostics

/// The scenarios that a command line means.
struct Selection {
    struct Entry: Sendable {
        var file: String
        /// The role that it belongs to; nil where only the project's own scenarios are meant.
        var role: String?
        /// The project's directory.
        var directory: String
    }

    let project: Project
    let invocation: Invocation
    let warn: (LogLevel, String) -> Void

    /// - Returns: scenario files with the projects that they belong to, in the order that they run.
    func entries() throws(Diagnostic) -> [Entry] {
        let roles = try self.roles()
        if !roles.isEmpty { return roles }
        let discovery = project.discovery
        for remark in discovery.pattern.remarks { warn(remark.level, remark.text) }
        if invocation.all { return try discovery.all().map(entry) }
        var files: [String] = []
        for name in names where !invocation.excludes(name) {
            for file in try discovery.named(name) where !files.contains(file) { files.append(file) }
        }
        return files.map(entry)
    }

    private func entry(_ file: String) -> Entry { Entry(file: file, role: nil, directory: project.directory) }

    var names: [String] { invocation.scenarioNames.isEmpty ? [Discovery.defaultScenario] : invocation.scenarioNames }

    // MARK: Roles of a site

    /// Words that name roles with scenarios of their own; they are no arguments for Ansible.
    static func roleWords(_ invocation: Invocation, in directory: String) -> [String] {
        guard invocation.isNative, invocation.command == "test" else { return [] }
        return invocation.words.filter { roleWordsContain($0, in: directory) }
    }

    /// Where the directory is no role and no collection but has roles: their scenarios.
    private func roles() throws(Diagnostic) -> [Entry] {
        guard invocation.isNative, project.environment["MOLECULE_GLOB"] == nil else { return [] }
        let words = Self.roleWords(invocation, in: project.directory)
        let isSite = !Disk.isDirectory(project.directory + "/" + Discovery.root) && project.collection == nil
        guard !words.isEmpty || isSite && invocation.all && Disk.isDirectory(project.directory + "/roles") else {
            return []
        }
        let patterns =
            words.isEmpty ? ["roles/**/molecule/*/molecule.yml"] : words.map { "\($0)/molecule/*/molecule.yml" }
        var entries: [Entry] = []
        for pattern in patterns {
            for file in PathPattern(pattern).files(in: project.directory) {
                let path = FilePath.absolute(file, in: project.directory)
                let directory = FilePath.parent(FilePath.parent(FilePath.parent(path)))
                let name = FilePath.name(FilePath.parent(path))
                guard invocation.all || names.contains(name), !invocation.excludes(name) else { continue }
                var role = FilePath.relative(directory, to: project.directory)
                if role.hasPrefix("roles/") { role.removeFirst(6) }
                entries.append(Entry(file: path, role: role, directory: directory))
            }
        }
        guard !entries.isEmpty else {
            throw Diagnostic("no role has a scenario here (roles/**/molecule/*/molecule.yml)")
        }
        return entries
    }
}

extension Selection {
    /// Whether a word of the command line names a role that has scenarios of its own.
    static func roleWordsContain(_ word: String, in directory: String) -> Bool {
        !word.hasPrefix("-") && Disk.isDirectory(FilePath.absolute(word, in: directory) + "/" + Discovery.root)
    }
}
