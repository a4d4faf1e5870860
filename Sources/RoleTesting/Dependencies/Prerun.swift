import Diagnostics
import Glibc
import Values

/// Makes the role or collection under test findable by its full name, for this run alone, and gets what the project
/// requires.
///
/// Source: what Molecule's prerun does through ansible-compat; nothing is put into the user's home here.
struct Prerun {
    let run: ScenarioRun

    private var scenario: Scenario { run.scenario }
    private var directory: String { scenario.project.directory }
    private var place: String { scenario.place.path + "/content" }

    func perform() async throws(StepFailure) {
        guard scenario.config.flag("prerun") else { return }
        let check = scenario.config.text("role_name_check") ?? "0"
        run.view.log(
            .information, "Performing prerun with role_name_check=\(check)...", scenario: scenario.label, step: "prerun"
        )
        do throws(Diagnostic) {
            try link(check: Int(check) ?? 0)
        } catch {
            throw StepFailure("\(error)")
        }
        try await ProjectRequirements(run: run).install()
    }

    /// A directory of links: the role by its full name and by the names of its directory, or the collection.
    private func link(check: Int) throws(Diagnostic) {
        Disk.remove(place)
        if let collection = scenario.project.collection {
            let parent = "\(place)/collections/ansible_collections/\(collection.namespace)"
            try link("\(parent)/\(collection.name)")
            run.content.collections = ["\(place)/collections"]
        }
        guard Disk.exists(directory + "/tasks") || Disk.exists(directory + "/meta/main.yml") else { return }
        let role = try RoleName(directory: directory)
        if let problem = role.problem, check < 2 {
            guard check == 1 else { throw Diagnostic(problem) }
            run.view.log(.warning, problem, scenario: scenario.label, step: "prerun")
        }
        for name in Set([role.qualified, role.name, FilePath.name(Disk.real(directory) ?? directory)]) {
            try link("\(place)/roles/\(name)")
        }
        run.content.roles = ["\(place)/roles"]
    }

    private func link(_ path: String) throws(Diagnostic) {
        try Disk.makeDirectory(FilePath.parent(path))
        guard symlink(directory, path) == 0 || errno == EEXIST else { throw Disk.failure("cannot link \(path)") }
    }
}

/// The name of a role by its meta data and its directory.
struct RoleName {
    let namespace: String?
    let name: String
    /// What is wrong with it; nil where Galaxy would take it.
    let problem: String?

    var qualified: String { (namespace.map { $0 + "." } ?? "") + name }

    init(directory: String) throws(Diagnostic) {
        let galaxy = try Value.ofYAMLFile(directory + "/meta/main.yml")?.mapping?.dict("galaxy_info") ?? [:]
        var namespace = galaxy["namespace"]?.text ?? galaxy["author"]?.text
        if namespace?.contains(where: \.isWhitespace) ?? false { namespace = nil }
        var name = galaxy["role_name"]?.text ?? ""
        if name.isEmpty {
            name = FilePath.name(Disk.real(directory) ?? directory)
            for prefix in ["ansible-role-", "ansible-"] where name.hasPrefix(prefix) {
                name = String(name.dropFirst(prefix.count))
                break
            }
        }
        self.namespace = namespace
        self.name = name
        let qualified = (namespace.map { $0 + "." } ?? "") + name
        let isValid = qualified.wholeMatch(of: /[a-z0-9][a-z0-9_\-]+\.[a-z][a-z0-9_]+/) != nil
        problem =
            isValid
            ? nil
            : "Computed fully qualified role name of \(qualified) does not follow current galaxy requirements. "
                + "Please edit meta/main.yml and assure we can correctly determine full role name: galaxy_info: "
                + "role_name: my_name  # if absent directory name hosting role is used instead, "
                + "namespace: my_galaxy_namespace  # if absent, author is used instead"
    }
}
