import Diagnostics
import System
import Values

/// What a prepared state depends on, as one digest: the images, the platforms, how playbooks are run, and all files that
/// prepare.yml loads.
struct SnapshotKey {
    let text: String

    /// - Parameters:
    ///   - prepare: the playbook.
    ///   - fingerprint: what the driver says of the images.
    init(_ scenario: Scenario, prepare: String, content: ContentPaths, fingerprint: String) throws(Diagnostic) {
        let loaded = try scenario.filesLoaded(by: prepare, content: content)
        var digest = Digest(.sha256)
        func add(_ text: String) { digest.update("\(text.utf8.count):\(text)".utf8) }
        add(fingerprint)
        var configuration: Dict = [:]
        for key in ["platforms", "provisioner", "driver"] {
            configuration[.string(key)] = scenario.config.data[.string(key)]
        }
        var ansible = scenario.config.data.dict("ansible")
        ansible.removeValue(forKey: "playbooks")
        configuration["ansible"] = .dict(ansible)
        add(try Value.dict(configuration).jsonFile())
        for word in scenario.invocation.words { add(word) }
        let environment = scenario.project.environment
        let names = environment.keys.filter {
            $0.hasPrefix("ANSIBLE_") && !$0.contains("COLOR") && $0 != "ANSIBLE_VERBOSITY"
        }
        for name in Set(names).union(loaded.variables).sorted() { add("\(name)=\(environment[name] ?? "")") }
        for (name, path) in loaded.files.map({ (scenario.shortened($0), $0) }).sorted(by: { $0 < $1 }) {
            add(name)
            add(Disk.digest(path))
        }
        self.text = String(digest.finish().prefix(32))
    }
}

extension Scenario {
    /// The files that a playbook of the scenario may load.
    func filesLoaded(by playbook: String, content: ContentPaths) throws(Diagnostic) -> LoadedFiles {
        var loaded = LoadedFiles(
            project: project.directory, paths: try .searched(self, found: content), environment: project.environment)
        loaded.add(playbook: playbook)
        loaded.add(
            words: try config.texts("ansible", "executor", "args", "ansible_playbook") + invocation.words, in: directory
        )
        return loaded
    }

    /// A path from the scenario's directory or the project's where it lies below one of them, so that the same files of
    /// another checkout have the same names.
    fileprivate func shortened(_ path: String) -> String {
        let short = FilePath.relative(path, to: directory)
        return short == path ? FilePath.relative(path, to: project.directory) : short
    }
}
