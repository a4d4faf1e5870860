import Foundation
import Loopback
import Testing

/// Role tests on hosts in namespaces that stand for containers.
@Suite(.enabled(if: RoleTestProject.hasHosts, "hosts need root and debootstrap"))
struct RoleTestHostTests {
    private static let platforms = """
        driver: {name: docker}
        platforms:
          - {name: plain, image: "debian:bookworm-slim"}
          - {name: boots, image: geerlingguy/docker-debian12-ansible, command: "", privileged: true}
        role_name_check: 2

        """

    @Test func factsAreThoseOfContainers() throws {
        let checks = """
                - setup: {gather_subset: [virtual, service_mgr, distribution, user]}
                - assert:
                    that:
                      - ansible_facts.virtualization_type == 'docker'
                      - ansible_facts.virtualization_role == 'guest'
                      - ansible_facts.distribution == 'Debian'
                      - ansible_facts.user_id == 'root'
                - assert: {that: ansible_facts.service_mgr == 'systemd'}
                  when: inventory_hostname == 'boots'

            """
        try RoleTestProject.withImages([
            "molecule/default/molecule.yml": Self.platforms
                + "scenario: {test_sequence: [destroy, create, converge, verify, destroy]}\n",
            "molecule/default/converge.yml": RoleTestProject.play("    - file: {path: /x, state: touch}\n"),
            "molecule/default/verify.yml": RoleTestProject.play(checks),
        ]) { project in
            let result = try project.test("--no-snapshot")
            #expect(result.status == 0, "\(result.output)\(result.error)")
        }
    }

    @Test func aTakenPortIsSaidOfThePlatformThatPublishesIt() throws {
        let taken = LoopbackSocket()
        defer { close(taken.descriptor) }
        try RoleTestProject.withImages([
            "molecule/default/molecule.yml": """
            driver: {name: docker}
            platforms:
              - {name: first, image: "debian:bookworm-slim"}
              - {name: second, image: "debian:bookworm-slim", published_ports: ["127.0.0.1:\(taken.port):80"]}
            role_name_check: 2

            """,
            "molecule/default/converge.yml": RoleTestProject.play("    - ping:\n"),
        ]) { project in
            let result = try project.test("create")
            #expect(result.status != 0)
            let said = result.output + result.error
            #expect(said.contains("platform second, image "), "\(said)")
            #expect(said.contains("cannot listen on 127.0.0.1:\(taken.port): Address already in use"), "\(said)")
        }
    }

    /// Testinfra reaches hosts of docker by docker itself, which knows nothing of these.
    @Test func testinfraGoesByAnsible() throws {
        try RoleTestProject.withImages([
            "bin/pytest": "#!/bin/sh\necho \"pytest $*\"\n",
            "molecule/default/molecule.yml": Self.platforms + "verifier: {name: testinfra}\n"
                + "scenario: {test_sequence: [destroy, create, converge, verify, destroy]}\n",
            "molecule/default/converge.yml": RoleTestProject.play("    - file: {path: /x, state: touch}\n"),
            "molecule/default/tests/test_one.py": "def test_one(host): pass\n",
        ]) { project in
            var project = project
            let program = project.directory.appending(path: "bin")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: program.appending(path: "pytest").path)
            let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
            project.environment["PATH"] = "\(program.path):\(path)"
            let result = try project.test("-v", "--no-snapshot")
            let line = try #require(
                result.output.split(separator: "\n").first { $0.hasPrefix("pytest ") },
                "\(result.output)\(result.error)")
            #expect(line.contains("--connection ansible") && line.contains("--force-ansible"))
        }
    }
}
