import Testing

@testable import Values

@Suite struct SecretTextsTests {
    private static let secret = "s3cr3t/Pa+ss word"

    private static func texts(_ secrets: String...) -> SecretTexts {
        var texts = SecretTexts()
        for secret in secrets { texts.insert(secret) }
        return texts
    }

    @Test(arguments: [
        "it is s3cr3t/Pa+ss word.", "s3cr3t/Pa+ss%20word", "s3cr3t%2FPa%2Bss+word", "s3cr3t%2fPa%2bss%20word",
    ])
    func hidesWhereverItStands(_ text: String) {
        let hidden = Self.texts(Self.secret).hidden(in: text)
        #expect(hidden.contains("********"))
        #expect(!hidden.contains("s3cr3t"))
    }

    /// Whatever stands before and after it, base64 of the whole shows nothing of it.
    @Test(arguments: ["", "u", "us", "user:", "a longer beginning "], ["", "!", "--", "and an end"])
    func hidesInsideOfBase64(_ before: String, _ after: String) {
        let encoded = Base64.encode((before + Self.secret + after).utf8)
        let hidden = Self.texts(Self.secret).hidden(in: "Basic \(encoded)")
        #expect(hidden.hasPrefix("Basic "))
        #expect(hidden.contains("********"))
        #expect(!String(decoding: (try? Base64.decode(hidden)) ?? [], as: UTF8.self).contains("cr3t/Pa"))
    }

    @Test func hidesAsJSONAndPythonAndShellWriteIt() throws {
        let secret = "it's \"quoted\"\n\\and\u{e9}"
        let texts = Self.texts(secret)
        for ascii in [true, false] {
            let json = try JSON.text(["k": .string(secret)], JSONOptions(ensureASCII: ascii))
            #expect(texts.hidden(in: json) == "{\"k\": \"********\"}")
        }
        #expect(!texts.hidden(in: secret.representation).contains("quoted"))
        #expect(!Self.texts("it's hidden").hidden(in: "'it'\"'\"'s hidden'").contains("hidden"))
    }

    @Test func hidesTheLinesOfALongText() {
        let texts = Self.texts("-----BEGIN KEY-----\nMIIEvQIBADANBgkq\nxyz\n-----END KEY-----\n")
        #expect(texts.hidden(in: "+MIIEvQIBADANBgkq\n") == "+********\n")
        #expect(texts.hidden(in: "xyz") == "xyz")
    }

    @Test func shortTextsAreHiddenAsWordsOrWholeValues() {
        let texts = Self.texts("test", "ab", "4711")
        #expect(texts.hidden(in: "the latest test-run") == "the latest ********-run")
        let values: Value = ["k": "ab", "l": "tab", "n": 4711, "m": 47110]
        let shown: Value = ["k": "********", "l": "tab", "n": "********", "m": 47110]
        #expect(texts.hidden(in: values) == shown)
    }

    @Test func hidesInKeysAndInnerValues() {
        let texts = Self.texts("longenough")
        let values: Value = ["longenough": ["a", ["x longenough y"]]]
        let shown: Value = ["********": ["a", ["x ******** y"]]]
        #expect(texts.hidden(in: values) == shown)
    }

    @Test func theLongerSecretWins() {
        #expect(Self.texts("password", "password-and-more").hidden(in: "<password-and-more>") == "<********>")
    }

    @Test func variablesAreSecretByLengthOrName() {
        let mask = SecretMask()
        mask.add(variables: [
            "port": 8080, "state": "present", "db_password": "short1", "url": "https://u@example.org",
            "ansible_host": "10.10.10.10", "api": ["token": 123456],
        ])
        #expect(mask.hidden(in: "8080 present 10.10.10.10") == "8080 present 10.10.10.10")
        #expect(mask.hidden(in: "short1 https://u@example.org 123456") == "******** ******** ********")
    }

    @Test func nothingIsHiddenWhereItIsOff() {
        let mask = SecretMask(isOn: false)
        mask.add("longenough")
        #expect(mask.hidden(in: "longenough") == "longenough")
    }
}
