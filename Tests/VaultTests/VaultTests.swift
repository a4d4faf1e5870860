import Foundation
import Testing
import Values
import Vault

@Suite struct VaultTests {
    private func cases() throws -> [Dict] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appending(path: "Cases/vault.json"))
        return try JSON.parse([UInt8](data)).elements().compactMap(\.mapping)
    }

    private func vault(_ item: Dict) throws -> Vault {
        Vault(
            try (item["secrets"] ?? []).elements().map { pair in
                let pair = try pair.elements()
                return VaultSecret(id: pair[0].text ?? "", password: Array((pair[1].text ?? "").utf8))
            })
    }

    /// What ansible-core sealed opens, and what it refuses is refused in its words (`Tests/Oracles/vault.py`).
    @Test func opensWhatAnsibleSealed() throws {
        for item in try cases() {
            let text = item["text"]?.text ?? ""
            let outcome = item["outcome"]?.mapping ?? [:]
            do {
                let plain = try vault(item).open(text.utf8)
                #expect(Base64.encode(plain) == outcome["plain"]?.text, "\(text)")
            } catch let error as VaultError {
                #expect(error.message == outcome["error"]?.text, "\(text)")
            }
        }
    }

    /// With the same salt the sealed text is ansible-core's, byte for byte.
    @Test func sealsAsAnsibleDoes() throws {
        for item in try cases() {
            guard let salt = item["salt"]?.text, let plain = item["outcome"]?.mapping?["plain"]?.text else { continue }
            let secret = try vault(item).secrets[0]
            let id = item["id"]?.text
            let vault = Vault([VaultSecret(id: id ?? "default", password: secret.password)])
            #expect(try vault.seal(Base64.decode(plain), id: id, salt: Array(salt.utf8)) == item["text"]?.text)
        }
    }

    @Test func everySizeComesBack() throws {
        let vault = Vault([VaultSecret(password: Array("p".utf8))])
        for size in [0, 1, 15, 16, 17, 100, 5000] {
            let plain = (0..<size).map { UInt8(truncatingIfNeeded: $0 * 7) }
            let sealed = try vault.seal(plain)
            #expect(Vault.isSealed(sealed.utf8))
            #expect(sealed.split(separator: "\n").allSatisfy { $0.utf8.count <= 80 })
            #expect(try vault.open(sealed.utf8) == plain)
        }
        #expect(try vault.seal([1]) != vault.seal([1]))
    }

    @Test func aChangedTextIsRefused() throws {
        let vault = Vault([VaultSecret(password: Array("p".utf8))])
        let sealed = Array(try vault.seal(Array("text".utf8)).utf8)
        for index in stride(from: 30, to: sealed.count - 1, by: 37) where sealed[index] != 0x0A {
            var changed = sealed
            changed[index] = changed[index] == 0x31 ? 0x32 : 0x31
            if changed != sealed { #expect(throws: VaultError.self) { try vault.open(changed) } }
        }
    }

    @Test func idsChooseTheSecret() throws {
        let dev = VaultSecret(id: "dev", password: [1])
        let prod = VaultSecret(id: "prod", password: [2])
        let sealed = try Vault([dev, prod]).seal([9], id: "prod")
        #expect(sealed.hasPrefix("$ANSIBLE_VAULT;1.2;AES256;prod\n"))
        #expect(try Vault([dev, prod]).openNamingSecret(sealed.utf8).secret.id == "prod")
        let renamed = Vault([VaultSecret(id: "x", password: [2])], requiresMatchingID: true)
        #expect(throws: VaultError.self) { try renamed.open(sealed.utf8) }
        #expect {
            try Vault([dev]).seal([9], id: "prod")
        } throws: { error in
            (error as? VaultError)?.message
                == "Did not find a match for --encrypt-vault-id=prod in the known vault-ids ['dev']"
        }
        #expect(throws: VaultError.self) { try Vault([dev]).seal(Array(sealed.utf8)) }
    }

    @Test func theOpenerSpeaksAsValuesDo() throws {
        let vault = Vault([VaultSecret(password: [1])])
        #expect(try vault.opener(vault.seal(Array("é".utf8))) == "é")
        #expect(throws: ValueError.self) { try vault.opener("x") }
    }
}
