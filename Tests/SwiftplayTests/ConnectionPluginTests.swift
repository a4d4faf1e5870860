import Foundation
import Testing

/// Connections by programs: what each option of each plugin makes of the command that leads to the host.
///
/// The programs are stand-ins that write down how they were called and then run what they were given here.
@Suite struct ConnectionPluginTests {
    /// A project in a folder of its own.
    final class Project {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        private var log: URL { folder.appending(path: "log") }
        /// The command line that hosts are given.
        var line = "echo there"
        /// A tree that has a shell.
        var root: String { folder.appending(path: "root").path }

        init(programs: [String]) throws {
            let bin = folder.appending(path: "bin")
            try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
            let script = """
                #!/bin/bash
                printf '%s\\n' "${0##*/}" "${@:1:$#-1}" >>"$PLUGIN_LOG"
                [ -z "$TOKEN" ] || echo "TOKEN=$TOKEN" >>"$PLUGIN_LOG"
                for file in ${KUBECONFIG//:/ }; do [ ! -e "$file" ] || { cat "$file"; echo; } >>"$PLUGIN_LOG"; done
                exec /bin/sh -c "${!#}"
                """
            for name in programs {
                try script.write(to: bin.appending(path: name), atomically: true, encoding: .utf8)
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o755], ofItemAtPath: bin.appending(path: name).path)
            }
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        /// Runs ``line`` on one host with these variables.
        func run(_ host: String, _ variables: String, environment: [String: String] = [:]) throws -> Command.Result {
            try? FileManager.default.removeItem(at: log)
            try "\(host) \(variables)\n".write(
                to: folder.appending(path: "hosts"), atomically: true, encoding: .utf8)
            try """
            - hosts: all
              gather_facts: false
              tasks: [{raw: \(line)}]
            """.write(to: folder.appending(path: "play.yml"), atomically: true, encoding: .utf8)
            let path = "\(folder.appending(path: "bin").path):/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
            return try Command(
                directory: folder,
                environment: ["PATH": path, "PLUGIN_LOG": log.path, "HOME": folder.path].merging(environment) { $1 }
            ).run(["-i", "hosts", "-v", "play.yml"])
        }

        /// Makes ``root``: a shell and the libraries that it needs.
        func makeRoot() throws {
            let script = """
                mkdir -p '\(root)/bin' '\(root)/tmp' && cp -L /bin/sh '\(root)/bin/sh' && \
                ldd /bin/sh | grep -o '/[^ ]*' | while read -r file; do cp --parents -L "$file" '\(root)'; done
                """
            let process = try Process.run(URL(filePath: "/bin/sh"), arguments: ["-c", script])
            process.waitUntilExit()
        }

        /// The words of the last call, and what it found beside them.
        func words() throws -> [String] {
            try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map(String.init)
        }
    }

    @Test func dockerHonoursItsOptions() throws {
        let project = try Project(programs: ["docker"])
        let result = try project.run(
            "web",
            """
            ansible_connection=docker ansible_docker_host=box ansible_user=deploy ansible_docker_working_dir=/srv \
            ansible_docker_privileged=true ansible_docker_extra_args='--context other' \
            ansible_docker_extra_env='{"TOKEN": "s3cret", "PATH": "/usr/bin:/bin"}' ansible_shell_executable=/bin/bash
            """)
        #expect(result.output.contains("\"stdout\": \"there\\n\""), "\(result.output) \(result.error)")
        #expect(
            try project.words() == [
                "docker", "--context", "other", "exec", "-u", "deploy", "-e", "TOKEN", "-e", "PATH=/usr/bin:/bin", "-w",
                "/srv", "--privileged", "-i", "--", "box", "/bin/bash", "-c", "TOKEN=s3cret",
            ])
    }

    @Test func dockerReadsEnvironmentAndConfiguration() throws {
        let project = try Project(programs: ["docker"])
        try "[docker_connection]\nworking_dir=/from/file\nextra_cli_args=-D\nprivileged=yes\n".write(
            to: project.folder.appending(path: "ansible.cfg"), atomically: true, encoding: .utf8)
        _ = try project.run(
            "web", "ansible_connection=community.docker.docker",
            environment: ["ANSIBLE_DOCKER_PRIVILEGED": "no", "ANSIBLE_REMOTE_USER": "someone"])
        #expect(
            try project.words() == [
                "docker", "-D", "exec", "-u", "someone", "-w", "/from/file", "-i", "--", "web", "/bin/sh", "-c",
            ])
    }

    @Test func anOptionOfAnotherTypeIsRefusedByName() throws {
        let project = try Project(programs: ["docker"])
        let result = try project.run("web", "ansible_connection=docker ansible_docker_extra_env='{\"A\":1}'")
        #expect(result.status == 2)
        #expect(result.output.contains("The option 'extra_env' of the connection plugin 'community.docker.docker'"))
    }

    @Test func podmanHonoursItsOptions() throws {
        let project = try Project(programs: ["pman"])
        let result = try project.run(
            "pod",
            """
            ansible_connection=containers.podman.podman ansible_podman_executable=pman ansible_user=deploy \
            ansible_podman_extra_args='--log-level error'
            """)
        #expect(result.status == 0, "\(result.output)")
        #expect(
            try project.words() == [
                "pman", "--log-level", "error", "exec", "--user", "deploy", "-i", "--", "pod", "/bin/sh", "-c",
            ])
    }

    @Test func kubectlHonoursItsOptionsAndKeepsSecretsOutOfArguments() throws {
        let project = try Project(programs: ["kubectl"])
        let result = try project.run(
            "app",
            """
            ansible_connection=kubernetes.core.kubectl ansible_kubectl_pod=web-0 ansible_kubectl_namespace=shop \
            ansible_kubectl_container=main ansible_kubectl_context=dev ansible_kubectl_token=s3cret \
            ansible_kubectl_verify_ssl=false ansible_kubectl_host=https://api ansible_kubectl_ca_cert=/ca \
            ansible_kubectl_extra_args='-v 4' ansible_kubectl_config='{"kind": "Config"}'
            """)
        #expect(result.status == 0, "\(result.output)")
        var words = try project.words()
        let user = try #require(words.firstIndex(of: "--user"))
        let name = words.remove(at: user + 1)
        #expect(
            words == [
                "kubectl", "-n", "shop", "--context", "dev", "--server", "https://api", "--certificate-authority",
                "/ca",
                "--user", "--insecure-skip-tls-verify=true", "-v", "4", "exec", "-i", "web-0", "-c", "main", "--",
                "/bin/sh", "-c", "{\"kind\":\"Config\"}",
                "{\"apiVersion\":\"v1\",\"kind\":\"Config\",\"users\":[{\"name\":\"\(name)\",\"user\":{\"token\":"
                    + "\"s3cret\"}}]}",
            ])
    }

    @Test func aMissingProgramAndARootThatIsNoneAreNamed() throws {
        let project = try Project(programs: [])
        let podman = try project.run("pod", "ansible_connection=podman ansible_podman_executable=no-such-podman")
        #expect(podman.status == 2 && podman.output.contains("no-such-podman command not found in PATH"))
        let missing = try project.run("/nonexistent", "ansible_connection=community.general.chroot")
        #expect(missing.status == 2 && missing.output.contains("/nonexistent is not a directory"))
        let empty = try project.run("root", "ansible_connection=chroot ansible_host=\(project.folder.path)")
        #expect(empty.status == 2 && empty.output.contains("does not look like a chrootable dir"))
        let unknown = try project.run("x", "ansible_connection=acme.tools.wire")
        #expect(unknown.status == 2 && unknown.output.contains("the connection plugin 'acme.tools.wire' was not found"))
        let dash = try project.run("x", "ansible_connection=kubectl ansible_kubectl_pod=--kubeconfig=/etc/x")
        #expect(dash.status == 2 && dash.output.contains("is no name of a pod"))
    }

    @Test func optionsOfSSHThatCannotBeHonouredAreNamed() throws {
        let project = try Project(programs: [])
        let token = try project.run("x", "ansible_ssh_pkcs11_provider=/lib/token.so")
        #expect(token.status == 2 && token.output.contains("ansible_ssh_pkcs11_provider (/lib/token.so) cannot be"))
        let program = try project.run("x", "ansible_ssh_executable=/opt/wrapped")
        #expect(program.status == 2 && program.output.contains("ansible_ssh_executable (/opt/wrapped) cannot be"))
    }

    @Test(.enabled(if: geteuid() == 0)) func aTreeIsReachedByChroot() throws {
        let project = try Project(programs: ["enter"])
        try project.makeRoot()
        let result = try project.run(
            "tree",
            """
            ansible_connection=community.general.chroot ansible_host=\(project.root) ansible_chroot_exe=/usr/sbin/chroot
            """)
        #expect(result.status == 0 && result.output.contains("\"stdout\": \"there\\n\""), "\(result.output)")
        _ = try project.run("tree", "ansible_connection=chroot ansible_host=\(project.root) ansible_chroot_exe=enter")
        #expect(try project.words() == ["enter", project.root, "/bin/sh", "-c"])
    }

    @Test(.enabled(if: geteuid() == 0)) func aTreeAndAMachineAreReachedByNspawn() throws {
        let project = try Project(programs: ["systemd-nspawn"])
        try project.makeRoot()
        let result = try project.run(
            "tree",
            """
            ansible_connection=nspawn ansible_host=\(project.root) ansible_user=deploy \
            ansible_nspawn_extra_args='--bind /srv'
            """)
        #expect(result.status == 0, "\(result.output)")
        #expect(
            try project.words() == [
                "systemd-nspawn", "-q", "--pipe", "--as-pid2", "--bind", "/srv", "-D", project.root, "-u", "deploy",
                "/bin/sh", "-c",
            ])
        // A machine that runs: its first process has namespaces of its own.
        let machine = Process()
        machine.executableURL = URL(filePath: "/usr/bin/unshare")
        machine.arguments = ["-mu", "/bin/sh", "-c", "hostname inside && echo ready && exec sleep 60"]
        let ready = Pipe()
        machine.standardOutput = ready
        try machine.run()
        defer {
            machine.terminate()
            machine.waitUntilExit()
        }
        #expect(String(decoding: ready.fileHandleForReading.availableData, as: UTF8.self) == "ready\n")
        let program = project.folder.appending(path: "bin/machinectl")
        try "#!/bin/sh\n[ \"$6\" = box ] && echo \(machine.processIdentifier)\n".write(
            to: program, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        project.line = "uname -n"
        let inside = try project.run("box", "ansible_connection=nspawn")
        #expect(inside.output.contains("\"stdout\": \"inside\\n\""), "\(inside.output)")
        let gone = try project.run("other", "ansible_connection=nspawn")
        #expect(gone.status != 0, "\(gone.output)")
    }
}
