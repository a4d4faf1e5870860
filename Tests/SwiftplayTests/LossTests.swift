import Foundation
import Testing

/// What is said where a disk is full or a reader gone, and what stays whole.
@Suite struct LossTests {
    private struct Outcome {
        var output: String
        var error: String
        var status: Int32
    }

    /// Runs a shell's script in a folder of its own, where the commands of the family stand in PATH.
    private func inFolder(_ body: (_ folder: URL, _ run: (String) throws -> Outcome) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(
            at: folder.appending(path: "bin"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["ansible", "ansible-playbook", "ansible-vault", "ansible-galaxy"] {
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "bin/\(name)"),
                withDestinationURL: Command.programs.appending(path: "swiftplay"))
        }
        try body(folder) { script in
            let process = Process()
            process.executableURL = URL(filePath: "/bin/bash")
            process.arguments = ["-c", script]
            process.currentDirectoryURL = folder
            var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("ANSIBLE_") }
            environment["PATH"] = "\(folder.path)/bin:\(environment["PATH"] ?? "/usr/bin:/bin")"
            environment["HOME"] = folder.path
            environment["ANSIBLE_NOCOLOR"] = "1"
            process.environment = environment
            process.standardInput = FileHandle.nullDevice
            let (output, error) = (Pipe(), Pipe())
            process.standardOutput = output
            process.standardError = error
            try process.run()
            let printed = output.fileHandleForReading.readDataToEndOfFile()
            let complaints = error.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return Outcome(
                output: String(decoding: printed, as: UTF8.self), error: String(decoding: complaints, as: UTF8.self),
                status: process.terminationStatus)
        }
    }

    private func play(_ tasks: String, in folder: URL) throws {
        try "- hosts: localhost\n  gather_facts: false\n  tasks:\n\(tasks)\n".write(
            to: folder.appending(path: "play.yml"), atomically: true, encoding: .utf8)
    }

    @Test func aFullDiskUnderTheOutputIsAFailure() throws {
        try inFolder { folder, run in
            try play("    - debug: {msg: hello}", in: folder)
            let outcome = try run("ansible-playbook play.yml >/dev/full")
            #expect(outcome.status == 1)
            #expect(outcome.error.contains("Standard output could not be written: [Errno 28]"), "\(outcome.error)")
        }
    }

    @Test(arguments: [
        ("ANSIBLE_LOG_PATH=/dev/full ansible-playbook play.yml", "The log file /dev/full", 28),
        (
            "ulimit -f 0; ANSIBLE_CALLBACKS_ENABLED=junit JUNIT_OUTPUT_DIR=out ansible-playbook play.yml",
            "The JUnit file", 27
        ),
        ("ulimit -f 0; ansible localhost -m ping -t tree", "The tree's file", 27),
    ])
    func aFullDiskUnderARecordIsAFailure(script: String, what: String, code: Int) throws {
        try inFolder { folder, run in
            try play("    - debug: {msg: hello}", in: folder)
            let outcome = try run(script)
            #expect(outcome.status == 1, "\(outcome)")
            #expect(outcome.error.contains(what) && outcome.error.contains("[Errno \(code)]"), "\(outcome.error)")
        }
    }

    /// The part that still fitted hides no reason.
    @Test func aLogThatFillsItsDiskNamesTheReason() throws {
        try inFolder { folder, run in
            try play("    - debug: {msg: \"{{ 'x' * 5000 }}\"}", in: folder)
            let outcome = try run("ulimit -f 2; ANSIBLE_LOG_PATH=log ansible-playbook play.yml")
            #expect(outcome.status == 1, "\(outcome.status)")
            #expect(outcome.error.contains("The log file") && outcome.error.contains("[Errno 27]"), "\(outcome.error)")
        }
    }

    @Test func aLimitOnProcessesIsAnErrorAndNoStandstill() throws {
        try inFolder { folder, run in
            try play("    - command: 'true'", in: folder)
            let outcome = try run(
                """
                chmod -R a+rwX . && exec timeout -s KILL 60 setpriv --reuid 64321 --regid 64321 --clear-groups \
                    prlimit --nproc=1 ansible-playbook play.yml
                """)
            #expect([1, 2, 4, 250].contains(outcome.status), "\(outcome)")
            #expect((outcome.output + outcome.error).contains("temporarily unavailable"), "\(outcome)")
        }
    }

    @Test func aReaderThatGoesAwayDoesNotEndTheRun() throws {
        try inFolder { folder, run in
            try play(
                (1...20).map { "    - {name: t\($0), command: touch '\(folder.path)/done\($0)'}" }.joined(
                    separator: "\n"), in: folder)
            let outcome = try run("ansible-playbook play.yml | head -1; exit ${PIPESTATUS[0]}")
            #expect(outcome.status == 0, "\(outcome)")
            #expect(FileManager.default.fileExists(atPath: folder.appending(path: "done20").path))
        }
    }

    @Test func aFullDiskLeavesThePlaintextAndTheFetchedFile() throws {
        try inFolder { folder, run in
            let text = String(repeating: "secret\n", count: 500)
            try text.write(to: folder.appending(path: "vars.yml"), atomically: true, encoding: .utf8)
            try "password".write(to: folder.appending(path: "pw"), atomically: true, encoding: .utf8)
            let outcome = try run("ulimit -f 1; ansible-vault encrypt --vault-password-file pw vars.yml")
            #expect(outcome.status != 0 && outcome.error.contains("[Errno 27]"), "\(outcome)")
            #expect(try String(contentsOf: folder.appending(path: "vars.yml"), encoding: .utf8) == text)
            try "old".write(to: folder.appending(path: "kept"), atomically: true, encoding: .utf8)
            try play(
                "    - fetch: {src: '\(folder.path)/vars.yml', dest: '\(folder.path)/kept', flat: true}", in: folder)
            #expect(try run("ulimit -f 1; ansible-playbook play.yml").status != 0)
            #expect(try String(contentsOf: folder.appending(path: "kept"), encoding: .utf8) == "old")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains("_tmp") }
            #expect(left.isEmpty)
        }
    }

    /// A file of several blocks, of which a later one does not fit.
    @Test func aDiskThatFillsDuringAFetchLeavesTheOldFile() throws {
        try inFolder { folder, run in
            try Data(count: 5 << 20).write(to: folder.appending(path: "large"))
            try "old".write(to: folder.appending(path: "kept"), atomically: true, encoding: .utf8)
            try play("    - fetch: {src: '\(folder.path)/large', dest: '\(folder.path)/kept', flat: true}", in: folder)
            let outcome = try run("ulimit -f 3000; ansible-playbook play.yml")
            #expect(outcome.status == 2 && outcome.output.contains("File too large"), "\(outcome)")
            #expect(try String(contentsOf: folder.appending(path: "kept"), encoding: .utf8) == "old")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains("_tmp") }
            #expect(left.isEmpty)
            #expect(try run("ansible-playbook play.yml").status == 0)
            #expect(try Data(contentsOf: folder.appending(path: "kept")) == Data(count: 5 << 20))
        }
    }

    @Test func anEditorWorksInAPrivateDirectory() throws {
        try inFolder { folder, run in
            try "password".write(to: folder.appending(path: "pw"), atomically: true, encoding: .utf8)
            try "#!/bin/sh\nstat -c %a \"$(dirname \"$1\")\" >'\(folder.path)/mode'\ntouch \"$1~\"\necho new >>\"$1\"\n"
                .write(to: folder.appending(path: "editor"), atomically: true, encoding: .utf8)
            let outcome = try run(
                """
                chmod 755 editor; mkdir tmp; export TMPDIR=$PWD/tmp
                echo a >f; ansible-vault encrypt --vault-password-file pw f &&
                EDITOR=$PWD/editor ansible-vault edit --vault-password-file pw f && ls tmp
                """)
            #expect(outcome.status == 0, "\(outcome)")
            #expect(try String(contentsOf: folder.appending(path: "mode"), encoding: .utf8) == "700\n")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "tmp").path)
            #expect(left.isEmpty)
        }
    }

    @Test func anArchiveWithAFIFOIsRefused() throws {
        try inFolder { folder, run in
            let outcome = try run(
                """
                mkdir -p role/tasks role/meta; echo '[]' >role/tasks/main.yml; echo 'galaxy_info: {}' >role/meta/main.yml
                mkfifo role/files; tar -czf role.tar.gz role
                ansible-galaxy role install -p roles role.tar.gz
                """)
            #expect(outcome.status != 0)
            #expect((outcome.output + outcome.error).contains("no file, directory or link"), "\(outcome)")
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "roles/role").path))
        }
    }
}
