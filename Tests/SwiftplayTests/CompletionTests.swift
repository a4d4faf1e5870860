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

    @Test(
        arguments: CompletingShell.allCases,
        [
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
    func shellsComplete(_ shell: CompletingShell, line: (words: [String], expected: [String])) throws {
        let site = try site()
        let found = try shell.candidates(for: line.words, in: site.folder)
        // zsh has put a backslash before a blank by then.
        #expect(found.map { $0.replacing("\\ ", with: " ") } == line.expected.sorted())
    }

    @Test func runsAreCompletedByTheirIDs() throws {
        let site = try site()
        #expect(try site.run("swiftplay", ["site.yml"]).status == 0)
        let ids = try FileManager.default.contentsOfDirectory(
            atPath: site.folder.appending(path: ".swiftplay/runs").path)
        #expect(ids.count == 1)
        for command in ["resume", "report"] {
            #expect(try CompletingShell.bash.candidates(for: ["swiftplay", command, "2"], in: site.folder) == ids)
        }
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
