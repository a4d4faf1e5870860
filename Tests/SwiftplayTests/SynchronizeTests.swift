import Foundation
import Testing

/// rsync into containers: the program of the container's kind is a stand-in that runs here what is to run there.
@Suite struct SynchronizeTests {
    @Test(arguments: [
        ("docker", "ansible_docker_host=box ansible_user=deploy", "exec -u deploy -i box rsync --server"),
        (
            "docker", "ansible_docker_host=box ansible_docker_extra_args='--context other'",
            "--context other exec -i box rsync --server"
        ),
        ("docker", "ansible_docker_host=box ansible_become=true ansible_become_user=app", "exec -u app -i box rsync"),
        ("podman", "ansible_podman_host=box ansible_user=deploy", "exec -u deploy -i box rsync --server"),
    ])
    func reachesContainers(_ program: String, _ variables: String, _ call: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["bin", "files/tree"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: name), withIntermediateDirectories: true)
        }
        func write(_ text: String, to name: String) throws {
            try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        let standIn = """
            #!/bin/bash
            echo "$*" >>'\(folder.path)/calls'
            while [ "$1" != box ]; do shift; done
            shift
            exec "$@"

            """
        try write(standIn, to: "bin/\(program)")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder.appending(path: "bin/\(program)").path)
        try write("content\n", to: "files/tree/one.txt")
        try write("web ansible_connection=\(program) \(variables)\n", to: "hosts")
        try write(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - ansible.posix.synchronize: {src: tree/, dest: \(folder.path)/there}
                - ansible.posix.synchronize: {src: \(folder.path)/there/, dest: \(folder.path)/back, mode: pull}
            """, to: "play.yml")
        let path = "\(folder.path)/bin:/usr/local/bin:/usr/bin:/bin"
        let result = try Command(directory: folder, environment: ["PATH": path, "HOME": folder.path])
            .run(["-i", "hosts", "play.yml"])
        #expect(result.status == 0, "\(result.output) \(result.error)")
        for place in ["there", "back"] {
            let text = try? String(contentsOf: folder.appending(path: "\(place)/one.txt"), encoding: .utf8)
            #expect(text == "content\n", "\(place)")
        }
        let calls = try String(contentsOf: folder.appending(path: "calls"), encoding: .utf8)
        #expect(calls.split(separator: "\n").count == 2 && calls.contains(call), "\(calls)")
    }
}
