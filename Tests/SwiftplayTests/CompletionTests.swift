import Foundation
import Testing

/// What shells complete, and the manual pages.
@Suite struct CompletionTests {
    private func site() throws -> Site {
        try Site([
            "site.yml": "- hosts: localhost\n  gather_facts: false\n  tasks: []\n", "other file.txt": "",
            "molecule/default/molecule.yml": "", "molecule/cluster/molecule.yml": "",
        ])
    }

    /// What bash completes with the words of a line, the last one being the word under the cursor.
    private func completed(_ words: [String], in site: Site) throws -> [String] {
        let bin = site.folder.appending(path: "bin")
        try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
        let link = bin.appending(path: "swiftplay")
        if !FileManager.default.fileExists(atPath: link.path) {
            try FileManager.default.createSymbolicLink(
                at: link, withDestinationURL: Command.programs.appending(path: "swiftplay"))
        }
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments =
            [
                "-c",
                """
                source <(swiftplay completion bash --ansible)
                COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
                function=$(complete -p "$1"); function=${function#*-F }; ${function%% *}
                printf '%s\\n' "${COMPREPLY[@]}"
                """, "bash",
            ] + words
        process.currentDirectoryURL = site.folder
        process.environment = [
            "PATH": "\(bin.path):/usr/bin:/bin", "HOME": site.folder.appending(path: "home").path,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return output.split(separator: "\n").map(String.init)
    }

    @Test(arguments: [
        (["swiftplay", "res"], ["resume"]),
        (["swiftplay", "--li"], ["--limit", "--list-hosts", "--list-tags", "--list-tasks", "--live"]),
        (["swiftplay", "si"], ["site.yml"]),
        (["swiftplay", "site.yml", "ot"], ["other file.txt"]),
        (["swiftplay", "galaxy", "ro"], ["role"]),
        (["swiftplay", "galaxy", "role", "ins"], ["install"]),
        (["swiftplay", "galaxy", "role", "install", "--keep"], ["--keep-scm-meta"]),
        (["ansible-galaxy", "coll"], ["collection"]),
        (["ansible-vault", "enc"], ["encrypt", "encrypt_string"]),
        (["ansible-playbook", "--live"], []),
        (["swiftplay", "resume", "--h"], ["--handlers", "--help"]),
        (["swiftplay", "test", "conv"], ["converge"]),
        (["swiftplay", "test", "converge", "--scenario-name", ""], ["cluster", "default"]),
        (["molecule", "test", "-s", "cl"], ["cluster"]),
        (["swiftplay", "man", "rep"], ["report"]),
        (["swiftplay", "completion", ""], ["bash", "zsh", "fish"]),
        (["swiftplay", "completion", "nosuch", "x"], []),
    ])
    func bashCompletes(words: [String], expected: [String]) throws {
        #expect(try completed(words, in: site()).sorted() == expected.sorted())
    }

    @Test func runsAreCompletedByTheirIDs() throws {
        let site = try site()
        #expect(try site.run("swiftplay", ["site.yml"]).status == 0)
        let ids = try FileManager.default.contentsOfDirectory(
            atPath: site.folder.appending(path: ".swiftplay/runs").path)
        #expect(ids.count == 1)
        #expect(try completed(["swiftplay", "resume", "2"], in: site) == ids)
        #expect(try completed(["swiftplay", "report", "2"], in: site) == ids)
    }

    @Test func everyCommandHasAManualPage() throws {
        let site = try site()
        try FileManager.default.createDirectory(
            at: site.folder.appending(path: "man1"), withIntermediateDirectories: true)
        #expect(try site.run("swiftplay", ["man", "--directory", "man1"]).status == 0)
        let pages = try FileManager.default.contentsOfDirectory(atPath: site.folder.appending(path: "man1").path)
        let overview = try site.run("swiftplay", ["--help"]).output
        for command in ["playbook", "adhoc", "resume", "report", "test", "man", "completion", "doc", "galaxy"] {
            #expect(overview.contains(command))
            #expect(pages.contains("swiftplay-\(command).1"))
        }
        #expect(site.text("man1/swiftplay.1") == (try site.run("swiftplay", ["man"]).output))
        for page in pages {
            let text = try printed("man1/\(page)", in: site)
            #expect(text.contains("NAME\n") && text.contains("SYNOPSIS\n"), "\(page)")
        }
        let resume = try printed("man1/swiftplay-resume.1", in: site)
        #expect(resume.contains("--handlers\n"))
        #expect(resume.contains("run the handlers that are owed, and nothing else"))
        let missing = try site.run("swiftplay", ["man", "nosuch"])
        #expect(missing.status == 2 && missing.error.contains("there is no command 'nosuch' (choose from playbook,"))
    }

    /// The page as groff prints it; what groff warns of is an issue.
    private func printed(_ page: String, in site: Site) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/groff")
        process.arguments = ["-man", "-Tascii", "-ww", "-P-c", "-P-b", "-P-u", page]
        process.currentDirectoryURL = site.folder
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let warnings = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(warnings.isEmpty, "\(page)")
        return text
    }
}
