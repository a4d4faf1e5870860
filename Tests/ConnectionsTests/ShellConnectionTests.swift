import Glibc
import HostModules
import Modules
import Synchronization
import System
import Testing
import Values

@testable import Connections

/// Hosts where no agent can be placed: modules run on the controller, over a shell, and nobody sees a difference.
@Suite struct ShellConnectionTests {
    private func command(_ line: String) -> TaskRequest {
        TaskRequest(module: "ansible.builtin.command", arguments: ["_raw_params": .string(line)])
    }

    private func shell(_ script: String) -> TaskRequest {
        TaskRequest(
            module: "ansible.builtin.command", arguments: ["_raw_params": .string(script), "_uses_shell": true])
    }

    private func local(become: Become? = nil) -> ConnectionSettings {
        var settings = ConnectionSettings(kind: .local, host: "localhost", become: become)
        settings.placesAgent = false
        return settings
    }

    private func inDirectory(_ body: (_ directory: String) async throws -> Void) async throws {
        let system = LocalSystem()
        let directory = try await system.makeTemporary(
            in: "/tmp", prefix: "swiftplay-far-", suffix: "", isDirectory: true)
        do { try await body(directory) } catch {
            try? await system.remove(directory, recursive: true)
            throw error
        }
        try await system.remove(directory, recursive: true)
    }

    /// A server whose logins run a script that ends in what was asked for, and what the pool notes of it.
    private func overSSH(
        _ script: String, _ body: (any Connection, [String], _ directory: String) async throws -> Void
    ) async throws {
        try await inDirectory { directory in
            let login = """
                HOME=\(directory)/home; export HOME
                \(script)
                mkdir -p "$HOME"
                exec /bin/sh -c "$SSH_ORIGINAL_COMMAND"
                """
            try await LocalSystem().write("\(directory)/login", Array(login.utf8), mode: 0o755, append: false)
            let server = try await TestServer(options: "ForceCommand exec /bin/sh \(directory)/login")
            let notes = Mutex<[String]>([])
            let pool = ConnectionPool(modules: .host) { host, text in notes.withLock { $0.append("\(host): \(text)") } }
            var settings = server.settings
            settings.connectTimeout = 60
            let connection = try await pool.connection(for: settings)
            do {
                _ = try await connection.run(command("true"))
                try await body(connection, notes.withLock { $0 }, directory)
            } catch {
                await pool.closeAll()
                throw error
            }
            await pool.closeAll()
        }
    }

    @Test(.enabled(if: geteuid() == 0)) func anArchitectureWithoutAnAgentGetsAShell() async throws {
        // The agents that other runs have left are another user's.
        let script = """
            [ -n "$INNER" ] || INNER=1 exec unshare -m /bin/sh "$0"
            mount -t tmpfs none /var/cache || exit
            mkdir -p $HOME/bin
            for program in uname:-m:riscv64 id:-u:4000001; do
            IFS=: read -r name option answer <<END
            $program
            END
            printf '#!/bin/sh\\n[ "$*" != %s ] || { echo %s; exit; }\\nexec /usr/bin/%s "$@"\\n' \
            "$option" "$answer" "$name" >$HOME/bin/$name
            chmod 755 $HOME/bin/$name
            done
            PATH=$HOME/bin:$PATH; export PATH
            """
        try await overSSH(script) { connection, notes, directory in
            #expect(notes.count == 1)
            #expect(notes.first?.contains("127.0.0.1: No agent runs on the host, but a shell") == true)
            #expect(notes.first?.contains("there is no swiftplay-agent for riscv64") == true, "\(notes)")
            let many = await connection.run((0..<20).map { command("echo \($0)") })
            #expect(many.map { try? $0.get().result["stdout"]?.text } == (0..<20).map { "\($0)" })
            let content = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 2) }
            let copied = try await connection.run(
                TaskRequest(
                    module: "ansible.builtin.copy",
                    arguments: ["dest": .string("\(directory)/large"), "_original_basename": "large"],
                    contents: ["content": Content(content)]))
            #expect(copied.result["changed"] == true, "\(copied.result)")
            let fetched = try await connection.fetch("\(directory)/large")
            #expect(fetched == content)
            await #expect(throws: ConnectionError.self) { try await connection.fetch("\(directory)/none") }
            let raw = try await connection.raw("echo raw; exit 3")
            #expect(raw.status == 3)
        }
    }

    @Test(.enabled(if: geteuid() == 0)) func directoriesWhereNothingMayRunGetAShell() async throws {
        let script = """
            [ -n "$INNER" ] || INNER=1 exec unshare -m /bin/sh "$0"
            for place in /var/cache /tmp /var/tmp /run; do mount -t tmpfs -o noexec none $place || exit; done
            """
        try await overSSH(script) { connection, notes, _ in
            #expect(notes.first?.contains("no directory where a program can be kept and run") == true, "\(notes)")
            let there = try await connection.run(command("echo there"))
            #expect(there.result["stdout"] == "there")
        }
    }

    @Test func cancellationEndsWhatRunsAndTheNextRequestIsServed() async throws {
        try await inDirectory { directory in
            let pool = ConnectionPool(modules: .host)
            let connection = try await pool.connection(for: local())
            mkfifo("\(directory)/fifo", 0o600)
            let request = shell("exec 3>'\(directory)/fifo'; echo begun >&3; sleep 1000; true")
            let task = Task { try await connection.run(request) }
            let read = await Task(executorPreference: BlockingPool.shared) {
                let reader = open("\(directory)/fifo", O_RDONLY)
                defer { close(reader) }
                var buffer = [UInt8](repeating: 0, count: 16)
                let begun = Glibc.read(reader, &buffer, 16)
                task.cancel()
                // The shell and what it runs hold the other end until they are gone.
                return (begun, Glibc.read(reader, &buffer, 16))
            }.value
            #expect(read == (6, 0))
            // By the shell where it was ended in time, else by the controller, which waits no longer.
            switch await task.result {
            case .success(let response): #expect(response.result["failed"] == true)
            case .failure(let error): #expect(error as? ConnectionError == .cancelled)
            }
            #expect(try await connection.run(command("echo next")).result["stdout"] == "next")
            await pool.closeAll()
        }
    }

    @Test func closingEndsWhatRuns() async throws {
        try await inDirectory { directory in
            let pool = ConnectionPool(modules: .host)
            let connection = try await pool.connection(for: local())
            mkfifo("\(directory)/fifo", 0o600)
            let request = shell("exec 3>'\(directory)/fifo'; echo begun >&3; sleep 1000; true")
            let task = Task { try await connection.run(request) }
            let reader = await Task(executorPreference: BlockingPool.shared) {
                open("\(directory)/fifo", O_RDONLY)
            }.value
            await connection.close()
            let rest = await Task(executorPreference: BlockingPool.shared) {
                defer { close(reader) }
                var buffer = [UInt8](repeating: 0, count: 16)
                return [Glibc.read(reader, &buffer, 16), Glibc.read(reader, &buffer, 16)]
            }.value
            #expect(rest == [6, 0])
            _ = try? await task.value
            #expect(try await connection.run(command("echo again")).result["stdout"] == "again")
            await pool.closeAll()
        }
    }

    @Test func aShellThatDiesFailsItsModuleAlone() async throws {
        let pool = ConnectionPool(modules: .host)
        let connection = try await pool.connection(for: local())
        // Its parent is the shell of this one call, whose parent is the one that stays.
        let killing = shell("read -r a b c d e </proc/$PPID/stat; kill -9 $d; sleep 0.2")
        let answers = await connection.run([command("echo one"), killing, command("echo three")])
        #expect(try answers[0].get().result["stdout"] == "one")
        let failed = try answers[1].get().result
        #expect(failed["msg"]?.text?.hasPrefix("MODULE FAILURE: The shell on the host ended") == true, "\(failed)")
        #expect(try answers[2].get().result["stdout"] == "three")
        await pool.closeAll()
    }

    @Test func jobsRunInTheBackgroundAndAreWaitedFor() async throws {
        try await inDirectory { directory in
            let pool = ConnectionPool(modules: .host)
            let connection = try await pool.connection(for: local())
            var request = shell("umask; sleep 0.5; echo done")
            request.job = JobRequest(id: "j12345", directory: "\(directory)/jobs", limit: 30)
            let started = try await connection.run(request).result
            let file = try #require(started["results_file"]?.text)
            #expect(started["started"] == true && started["finished"] == false)
            #expect(started["ansible_job_id"]?.text?.hasPrefix("j12345.") == true)
            let text = String(decoding: try await LocalSystem().read(file, limit: 9999), as: UTF8.self)
            #expect(text.contains("\"finished\": false") || text.contains("\"finished\":false"))
            #expect(try await connection.run(command("echo meanwhile")).result["stdout"] == "meanwhile")
            await pool.closeAll()
            let result = try JSON.parse(try await LocalSystem().read(file, limit: 9999)).mapping
            #expect(result?["stdout"] == "0022\ndone" && result?["rc"] == 0)
        }
    }

    @Test func anotherUsersShellIsReachedByPassword() async throws {
        try await inDirectory { directory in
            let script = """
                #!/bin/sh
                printf '%s' "$4" >&2
                read -r answer
                [ "$answer" = secret ] || { echo 'Sorry, try again.' >&2; exit 1; }
                shift 6
                exec "$@"
                """
            try await LocalSystem().write("\(directory)/asking", Array(script.utf8), mode: 0o755, append: false)
            let pool = ConnectionPool(modules: .host)
            let connection = try await pool.connection(
                for: local(become: Become(password: "secret", executable: "\(directory)/asking")))
            #expect(try await connection.run(command("echo in")).result["stdout"] == "in")
            var job = command("echo job")
            job.job = JobRequest(id: "j1", directory: "\(directory)/jobs", limit: 0)
            #expect(try await connection.run(job).result["started"] == true)
            let wrong = try await pool.connection(
                for: local(become: Become(password: "wrong", executable: "\(directory)/asking")))
            let error = await #expect(throws: ConnectionError.self) { try await wrong.run(command("true")) }
            #expect(error?.kind == .become)
            await pool.closeAll()
        }
    }

    @Test(.enabled(if: geteuid() == 0 && access("/usr/bin/sudo", X_OK) == 0))
    func modulesActAsTheOtherUser() async throws {
        let pool = ConnectionPool(modules: .host)
        let connection = try await pool.connection(for: local(become: Become(user: "nobody", directory: "/")))
        #expect(try await connection.run(command("id -un")).result["stdout"] == "nobody")
        let refused = try await connection.run(
            TaskRequest(module: "ansible.builtin.slurp", arguments: ["src": "/etc/shadow"]))
        #expect(refused.result["msg"]?.text?.contains("not readable") == true, "\(refused.result)")
        await pool.closeAll()
    }
}
