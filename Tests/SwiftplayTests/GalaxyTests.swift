import Foundation
import Testing

/// Roles and collections from a Galaxy server and from the URLs of archives.
@Suite struct GalaxyTests {
    /// A server of the test's own, and a folder to install to.
    final class Site {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        let address: String
        private let server = Process()

        init() throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            server.executableURL = URL(filePath: "/usr/bin/python3")
            server.arguments = [
                Command.cases.appending(path: "galaxy_server/server.py").path, folder.appending(path: "asked").path,
            ]
            let output = Pipe()
            server.standardOutput = output
            try server.run()
            let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
            address = "http://127.0.0.1:\(port.trimmingCharacters(in: .whitespacesAndNewlines))"
            try """
            [galaxy]
            server_list = far, near
            [galaxy_server.far]
            url = \(address)/nothing/
            [galaxy_server.near]
            url = \(address)
            token = s3cret
            """.write(to: folder.appending(path: "ansible.cfg"), atomically: true, encoding: .utf8)
        }

        deinit {
            // Signals that a test's thread blocks are blocked in what it starts: only this one ends it for certain.
            kill(server.processIdentifier, SIGKILL)
            server.waitUntilExit()
            try? FileManager.default.removeItem(at: folder)
        }

        func galaxy(_ words: String...) throws -> Command.Result {
            try Command(
                name: "ansible-galaxy", directory: folder,
                environment: ["HOME": folder.path, "ANSIBLE_COLLECTIONS_PATH": folder.appending(path: "c").path]
            ).run(words)
        }

        func version(of collection: String) -> String? {
            let file = folder.appending(path: "c/ansible_collections/acme/\(collection)/MANIFEST.json")
            guard let data = try? Data(contentsOf: file),
                let manifest = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
            else { return nil }
            return (manifest["collection_info"] as? [String: Any])?["version"] as? String
        }
    }

    @Test func collectionsComeWithWhatTheyNeed() throws {
        let site = try Site()
        let result = try site.galaxy("collection", "install", "acme.tools")
        #expect(result.status == 0, "\(result.output) \(result.error)")
        #expect(site.version(of: "tools") == "1.2.0" && site.version(of: "base") == "1.5.0")
        let again = try site.galaxy("collection", "install", "acme.tools")
        #expect(again.output.contains("Nothing to do. All requested collections are already installed."))
    }

    @Test func aServerIsAskedOnceForItsInterfaces() throws {
        let site = try Site()
        _ = try site.galaxy("collection", "install", "acme.tools")
        let asked = try String(contentsOf: site.folder.appending(path: "asked"), encoding: .utf8)
        let paths = asked.split(separator: "\n")
        #expect(paths.filter { $0 == "/api/" }.count == 1)
    }

    /// What is installed and does stays (ansible-galaxy prefers it), until it is to be upgraded or forced.
    @Test func neededCollectionsThatAreThereStay() throws {
        let site = try Site()
        func install(_ words: String...) throws -> String {
            _ = try site.galaxy("collection", "install", "--force", "--no-deps", "acme.base:1.0.0")
            let arguments = ["collection", "install"] + words + ["acme.tools"]
            return try Command(
                name: "ansible-galaxy", directory: site.folder,
                environment: [
                    "HOME": site.folder.path, "ANSIBLE_COLLECTIONS_PATH": site.folder.appending(path: "c").path,
                ]
            ).run(arguments).output
        }
        let kept = try install()
        #expect(site.version(of: "tools") == "1.2.0" && site.version(of: "base") == "1.0.0")
        #expect(kept.hasSuffix("'acme.base:1.0.0' is already installed, skipping.\n"), "\(kept)")
        _ = try install("--force")
        #expect(site.version(of: "base") == "1.0.0")
        _ = try install("--upgrade")
        #expect(site.version(of: "base") == "1.5.0")
        _ = try install("--force-with-deps")
        #expect(site.version(of: "base") == "1.5.0")
        _ = try site.galaxy("collection", "install", "--force", "acme.base:2.0.0")
        _ = try site.galaxy("collection", "install", "--force", "acme.tools")
        #expect(site.version(of: "base") == "1.5.0", "a version that does not do is replaced")
    }

    @Test func versionsAndPrereleasesAreAsAskedFor() throws {
        let site = try Site()
        _ = try site.galaxy("collection", "install", "acme.base:<1.5.0")
        #expect(site.version(of: "base") == "1.0.0")
        _ = try site.galaxy("collection", "install", "--pre", "acme.tools")
        #expect(site.version(of: "tools") == "2.0.0-beta.1")
        let none = try site.galaxy("collection", "install", "acme.base:>=3.0.0")
        #expect(none.status == 1 && none.error.contains("Could not satisfy the following requirements"), "\(none)")
        let unknown = try site.galaxy("collection", "install", "acme.unheard")
        #expect(unknown.status == 1 && unknown.error.contains("acme.unheard:*"), "\(unknown)")
    }

    @Test func anArchiveWithAnotherDigestIsRefused() throws {
        let site = try Site()
        let result = try site.galaxy("collection", "install", "acme.broken")
        #expect(result.status == 1 && result.error.contains("Mismatch artifact hash with downloaded file"))
        #expect(site.version(of: "broken") == nil)
    }

    @Test func archivesComeFromURLs() throws {
        let site = try Site()
        let local = site.folder.appending(path: "local.tar.gz")
        let copied = try Process.run(
            URL(filePath: "/usr/bin/python3"),
            arguments: [
                "-c", "import sys, urllib.request as r; open(sys.argv[2], 'wb').write(r.urlopen(sys.argv[1]).read())",
                "\(site.address)/download/acme-base-2.0.0.tar.gz", local.path,
            ])
        copied.waitUntilExit()
        try """
        collections:
          - name: \(site.address)/download/acme-tools-1.2.0.tar.gz
            type: url
        roles:
          - src: \(site.address)/role.tar.gz
            name: far
        """.write(to: site.folder.appending(path: "requirements.yml"), atomically: true, encoding: .utf8)
        let both = try site.galaxy("collection", "install", "-r", "requirements.yml")
        #expect(both.status == 0, "\(both.output) \(both.error)")
        // What an archive needs is asked of the server.
        #expect(site.version(of: "tools") == "1.2.0" && site.version(of: "base") == "1.5.0")
        _ = try site.galaxy("collection", "install", "--force", "file://\(local.path)")
        #expect(site.version(of: "base") == "2.0.0")
        let roles = try site.galaxy("role", "install", "-p", "roles", "-r", "requirements.yml")
        #expect(roles.output.contains("- downloading role from \(site.address)/role.tar.gz"), "\(roles.error)")
        #expect(FileManager.default.fileExists(atPath: site.folder.appending(path: "roles/far/tasks/main.yml").path))
    }

    @Test func rolesComeFromTheServer() throws {
        let site = try Site()
        let result = try site.galaxy("role", "install", "-p", "roles", "acme.role")
        #expect(result.output.contains("- acme.role (1.1.0) was installed successfully"), "\(result)")
        let missing = try site.galaxy("role", "install", "-p", "roles", "acme.role,9.9")
        #expect(missing.error.contains("was not found") || missing.output.contains("already installed"))
        let wrong = try site.galaxy("role", "install", "-p", "other", "-s", site.address, "--token", "no", "acme.role")
        #expect(wrong.status != 0 && wrong.error.contains("was NOT installed successfully"), "\(wrong)")
    }

    /// As a home has them that was put together of others.
    @Test func pathsMayHaveDotsInThem() throws {
        let site = try Site()
        for (kind, name) in [("role", "acme.role"), ("collection", "acme.tools")] {
            let result = try Command(
                name: "ansible-galaxy", directory: site.folder,
                environment: ["HOME": "\(site.folder.path)/nowhere/../home"]
            ).run([kind, "install", name])
            #expect(result.status == 0, "\(result.output) \(result.error)")
        }
        for installed in ["roles/acme.role", "collections/ansible_collections/acme/tools"] {
            let place = site.folder.appending(path: "home/.ansible/\(installed)").path
            #expect(FileManager.default.fileExists(atPath: place), "\(installed)")
        }
    }

    @Test func signaturesAreRefusedByName() throws {
        let site = try Site()
        let result = try site.galaxy("collection", "install", "--keyring", "keys", "acme.base")
        #expect(result.status == 1 && result.error.contains("Signatures of collections cannot be checked."))
        let without = try site.galaxy("collection", "install", "--keyring", "k", "--disable-gpg-verify", "acme.base")
        #expect(without.status == 0 && site.version(of: "base") == "2.0.0")
    }
}
