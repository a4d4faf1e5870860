import Foundation
import Testing

/// What a project requires is there before its scenarios run.
@Suite struct RoleTestRequirementsTests {
    private static let files = [
        "requirements.yml": "roles: [{name: acme.role}]\ncollections: [acme.tools]\n",
        "tasks/main.yml": "- debug:\n",
        "molecule/default/molecule.yml": RoleTestProject.local(["one"], "converge"),
        "molecule/default/converge.yml": RoleTestProject.play("    - import_role: {name: acme.role}\n"),
    ]

    @Test func whatIsMissingIsInstalledOnce() throws {
        let site = try GalaxyTests.Site()
        try RoleTestProject.with(Self.files) { project in
            var project = project
            project.environment["ANSIBLE_CONFIG"] = site.folder.appending(path: "ansible.cfg").path
            let first = try project.test()
            #expect(!first.error.contains("not installed"), "\(first.error)")
            #expect(project.exists(".ansible/collections/ansible_collections/acme/tools"))
            #expect(project.exists(".ansible/roles/acme.role/tasks/main.yml"))
            func asked() throws -> Int {
                try String(contentsOf: site.folder.appending(path: "asked"), encoding: .utf8).count
            }
            let before = try asked()
            let second = try project.test()
            #expect(!second.error.contains("not installed"), "\(second.error)")
            #expect(try asked() == before && before > 0)
        }
    }

    @Test func whatCannotBeHadIsNamed() throws {
        var files = Self.files
        files["molecule/default/converge.yml"] = RoleTestProject.play("    - command: 'true'\n")
        try RoleTestProject.with(files) { project in
            var project = project
            // Nothing listens on the port of discarding.
            project.environment["ANSIBLE_GALAXY_SERVER"] = "http://127.0.0.1:9"
            let result = try project.test()
            #expect(result.status == 0, "\(result.output)\(result.error)")
            #expect(result.error.contains("requirements.yml names the role acme.role, which is not installed: "))
            #expect(result.error.contains("requirements.yml names the collection acme.tools, which is not installed: "))
        }
    }

    /// Collections that packages of Python bring along are installed already.
    @Test func packagesOfPythonBringCollections() throws {
        try RoleTestProject.with(Self.files) { project in
            var project = project
            let packages = "python/lib/python3.11/site-packages/ansible_collections/acme/tools"
            for (path, text) in [
                ("../python/bin/python3", ""),
                (
                    "../\(packages)/MANIFEST.json",
                    #"{"collection_info": {"namespace": "acme", "name": "tools", "version": "1.0.0"}}"#
                ),
                ("../.ansible/roles/acme.role/tasks/main.yml", "- command: 'true'\n"),
            ] { try project.write(text, path) }
            project.environment["PATH"] = project.folder.appending(path: "python/bin").path + ":/usr/bin:/bin"
            project.environment["ANSIBLE_GALAXY_SERVER"] = "http://127.0.0.1:9"
            let galaxy = try Command(
                name: "ansible-galaxy", directory: project.directory, environment: project.environment
            ).run(["collection", "install", "acme.tools"])
            #expect(galaxy.status == 0 && galaxy.output.contains("Nothing to do."), "\(galaxy.error)")
            let result = try project.test()
            #expect(!result.error.contains("not installed"), "\(result.error)")
        }
    }
}
