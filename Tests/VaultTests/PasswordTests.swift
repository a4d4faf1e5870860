import Foundation
import Testing
import Vault

@Suite struct PasswordTests {
    private func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vault-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private func write(_ text: String, _ name: String, in folder: URL, mode: Int = 0o600) throws -> String {
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        return file.path
    }

    private func read(_ sources: [PasswordSource], isNew: Bool = false, answers: [String?] = []) throws -> [VaultSecret]
    {
        var answers = answers
        return try PasswordReader(isNew: isNew, prompt: { _ in answers.isEmpty ? nil : answers.removeFirst() })
            .secrets(sources)
    }

    @Test func argumentsAreTakenApart() {
        #expect(PasswordSource(vaultID: "dev@prompt") == PasswordSource(id: "dev", kind: .prompt(namesID: true)))
        #expect(PasswordSource(vaultID: "prompt") == PasswordSource(id: nil, kind: .prompt(namesID: true)))
        #expect(PasswordSource(vaultID: "a@b@c") == PasswordSource(id: "a", kind: .file("b@c")))
        #expect(PasswordSource(vaultID: "/p/f") == PasswordSource(id: nil, kind: .file("/p/f")))
    }

    @Test func filesAndProgramsGivePasswords() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let plain = try write("  pass word \n", "plain", in: folder)
        let script = try write("#!/bin/sh\necho from script\n", "script", in: folder, mode: 0o700)
        let client = try write("#!/bin/sh\necho \"$1=$2\"\n", "my-client.sh", in: folder, mode: 0o700)
        let secrets = try read([
            .passwordFile(plain), PasswordSource(vaultID: "s@\(script)"), PasswordSource(vaultID: "c@\(client)"),
        ])
        #expect(secrets.map(\.id) == ["default", "s", "c"])
        #expect(
            secrets.map { String(decoding: $0.password, as: UTF8.self) } == [
                "pass word", "from script", "--vault-id=c",
            ])
    }

    @Test func sealedPasswordFilesAreOpenedByEarlierSecrets() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try write("one", "first", in: folder)
        let sealed = try Vault([VaultSecret(password: Array("one".utf8))]).seal(Array("two\n".utf8))
        let second = try write(sealed, "second", in: folder)
        let secrets = try read([.passwordFile(first), PasswordSource(vaultID: "b@\(second)")])
        #expect(secrets.last?.password == Array("two".utf8))
    }

    @Test func failuresAreTold() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let empty = try write("\n", "empty", in: folder)
        let failing = try write("#!/bin/sh\nexit 3\n", "failing", in: folder, mode: 0o700)
        let unknown = try write("#!/bin/sh\necho no >&2\nexit 2\n", "x-client", in: folder, mode: 0o700)
        let expected = [
            (empty, "Invalid vault password was provided from file (\(empty))"),
            (failing, "Vault password script \(failing) returned non-zero (3): None"),
            (unknown, "Vault password client script \(unknown) did not find a secret for vault-id=i: b'no\\n'"),
            ("\(folder.path)/none", "The vault password file \(folder.path)/none was not found"),
            (folder.path, "The vault password file provided '\(folder.path)' can not be a directory"),
        ]
        for (path, message) in expected {
            #expect {
                try read([PasswordSource(vaultID: "i@\(path)")])
            } throws: { error in
                (error as? VaultError)?.message == message
            }
        }
        let good = try write("x", "good", in: folder)
        var warnings: [String] = []
        let reader = PasswordReader(prompt: { _ in nil }, warn: { warnings.append($0) })
        #expect(try reader.secrets([.passwordFile(empty), .passwordFile(good)]).count == 1)
        #expect(warnings == ["Error in vault password file loading (default): \(expected[0].1)"])
    }

    @Test func promptsAsk() throws {
        var asked: [String] = []
        let reader = PasswordReader(prompt: { question in
            asked.append(question)
            return " secret "
        })
        let secrets = try reader.secrets([PasswordSource(vaultID: "dev@prompt"), .ask])
        #expect(asked == ["Vault password (dev): ", "Vault password: "])
        #expect(secrets.map(\.password) == [Array("secret".utf8), Array("secret".utf8)])
        #expect(throws: VaultError.self) { try read([.ask]) }
        #expect(throws: VaultError.self) { try read([.ask], isNew: true, answers: ["a", "b"]) }
        #expect(try read([.ask], isNew: true, answers: ["a", "a"]).count == 1)
    }
}
