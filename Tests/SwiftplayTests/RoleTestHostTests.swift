import Foundation
import Loopback
import Testing

/// Role tests on hosts in namespaces that stand for containers.
@Suite(.enabled(if: RoleTestProject.hasHosts, "hosts need root and debootstrap"), .serialized)
struct RoleTestHostTests {
    private static let plain = """
        driver: {name: docker}
        role_name_check: 2
        platforms:
          - {name: plain, image: "debian:bookworm-slim"}

        """
    private static let both =
        plain + "  - {name: boots, image: geerlingguy/docker-debian12-ansible, command: \"\", privileged: true}\n"

    /// A machine that does much else makes a host's start slow: that is no failure here.
    private static func patient(_ files: [String: String], _ body: (RoleTestProject) throws -> Void) throws {
        try RoleTestProject.withImages(files) { project in
            var project = project
            project.environment["ANSIBLE_TIMEOUT"] = "200"
            try body(project)
        }
    }

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
        try Self.patient([
            "molecule/default/molecule.yml": Self.both
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
        try Self.patient([
            "bin/pytest": "#!/bin/sh\necho \"pytest $*\"\n",
            "molecule/default/molecule.yml": Self.plain + "verifier: {name: testinfra}\n"
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
