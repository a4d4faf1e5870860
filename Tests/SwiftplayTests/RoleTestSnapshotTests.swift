import Foundation
import Testing

/// Hosts that begin as an earlier prepare has left them. They are hosts in namespaces, which need root.
@Suite(.enabled(if: RoleTestProject.hasHosts), .serialized)
struct RoleTestSnapshotTests {
    private static func prepare(_ remark: String = "once") -> String {
        RoleTestProject.play(
            """
                - name: Prepare
                  raw: date +%s%N > /prepared; rm -f /etc/issue.net; echo \(remark) > /remark
                - include_tasks: more.yml

            """)
    }

    private static let files = [
        "molecule/default/molecule.yml": """
        driver: {name: host}
        platforms: [{name: one, image: 'debian:12', pre_build_image: true}]
        scenario: {test_sequence: [destroy, create, prepare, converge, verify, destroy]}

        """,
        "molecule/default/prepare.yml": prepare(),
        "molecule/default/more.yml": "- raw: 'true'\n",
        "molecule/default/converge.yml": RoleTestProject.play(
            """
                - raw: cat /prepared; test ! -e /etc/issue.net
                  register: stamp
                - shell: 'echo {{ stamp.stdout | trim }} >> "$PLACE/stamps"'
                  delegate_to: localhost
                  connection: local

            """),
        "molecule/default/verify.yml": RoleTestProject.play("    - raw: test -s /remark\n"),
    ]

    private func with(_ body: (RoleTestProject) throws -> Void) throws {
        try RoleTestProject.withImages(Self.files, body)
    }

    private func stamps(_ project: RoleTestProject) throws -> [String] {
        try project.text("stamps").split(separator: "\n").map(String.init)
    }

    @Test func prepareRunsOnceUntilSomethingItLoadsChanges() throws {
        try with { project in
            func run(_ words: String...) throws -> Command.Result {
                let result = try Command(
                    name: "swiftplay", directory: project.directory, environment: project.environment
                )
                .run(["test"] + words)
                #expect(result.status == 0, "\(result.output)\(result.error)")
                return result
            }
            _ = try run()
            #expect(try run().output.contains("restored from a snapshot"))
            #expect(Set(try stamps(project)).count == 1)
            _ = try run("--no-snapshot")
            #expect(Set(try stamps(project)).count == 2)
            try project.write("- raw: 'true'\n- raw: 'true'\n", "molecule/default/more.yml")
            #expect(try !run().output.contains("restored"))
            try project.write(Self.prepare("twice"), "molecule/default/prepare.yml")
            #expect(try !run().output.contains("restored"))
            #expect(Set(try stamps(project)).count == 4)
            let list = try run("snapshots").output.split(separator: "\n")
            #expect(list.count == 3 && list.allSatisfy { $0.contains("default: one") })
            _ = try run("snapshots", "rm")
            #expect(try run("snapshots").output.isEmpty)
        }
    }

    @Test func programsThatPrepareLeavesRunningAreNoSnapshot() throws {
        try with { project in
            try project.write(
                RoleTestProject.play(
                    "    - raw: |\n        touch /prepared; setsid tail -f /dev/null >/dev/null 2>&1 &\n"
                        + "        until grep -qx tail /proc/$!/comm; do :; done\n"), "molecule/default/prepare.yml")
            try project.write(RoleTestProject.play("    - raw: 'true'\n"), "molecule/default/converge.yml")
            try project.write(RoleTestProject.play("    - raw: 'true'\n"), "molecule/default/verify.yml")
            let result = try project.test()
            #expect(result.status == 0, "\(result.output)\(result.error)")
            #expect(result.error.contains("no snapshot is kept: prepare has left programs running on one: tail"))
        }
    }
}
