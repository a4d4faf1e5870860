import Glibc
import Jinja
import Loading
import Templating
import Values

/// `password`: a password that is made once and kept in a file.
enum PasswordLookup {
    static let rows = [
        LookupRow("password") { call throws(TemplateError) in
            var passwords: [Value] = []
            for term in try call.textTerms() {
                passwords.append(.string(try StoredPassword(call, term).password()))
            }
            return passwords
        }
    ]
}

/// One password of the lookup: where it is kept and how it is made.
private struct StoredPassword {
    let call: LookupCall
    let path: String

    init(_ call: LookupCall, _ term: String) throws(TemplateError) {
        let parts = term.split(separator: " ", maxSplits: 1)
        let inline = KeyValueText(parts.count > 1 ? String(parts[1]) : "")
        let known: Set<String> = ["length", "encrypt", "chars", "ident", "seed"]
        if let wrong = inline.pairs.first(where: { !known.contains($0.key) }) {
            throw call.failure("Unrecognized parameter(s) given to password lookup: \(wrong.key)")
        }
        let name = String(parts.first ?? "") + (inline.rest.isEmpty ? "" : " " + inline.rest)
        guard term.hasPrefix(name) else {
            throw call.failure("Unrecognized value after key=value parameters given to password lookup")
        }
        self.call = call.adding(inline.pairs)
        let expanded = PosixPath.expandUser(name, environment: call.world.environment)
        path = PosixPath.normalized(PosixPath.join(PosixPath.absolute(call.world.basedir), expanded))
    }

    func password() throws(TemplateError) -> String {
        let isKept = path != "/dev/null"
        if isKept { try LocalFile.makeDirectories(PosixPath.dirname(path)) }
        let lock = isKept ? try FileLock(for: path) : nil
        defer { lock?.release() }
        let stored = isKept ? try read() : nil
        var isChanged = stored == nil
        var content: Content
        if let stored { content = stored } else { content = Content(password: try generated()) }
        let algorithm = try call.text("encrypt").flatMap { $0.isEmpty ? nil : $0 }, ident = try call.text("ident")
        let scheme = algorithm.flatMap(PasswordScheme.named)
        if algorithm != nil, content.salt == nil {
            content.salt = randomText(length: scheme?.saltSizes.upperBound ?? 8, Self.saltLetters)
            isChanged = true
        }
        if let kept = content.ident, let ident, kept != ident {
            throw call.failure("The ident parameter provided (\(kept)) does not match the stored one (\(ident)).")
        }
        content.ident = content.ident ?? ident
        if algorithm != nil, content.ident == nil, scheme?.prefix == "$2b$" {
            content.ident = "2b"
            isChanged = true
        }
        if isChanged, isKept {
            try LocalFile.writePrivately(content.text(isEncrypted: algorithm != nil) + "\n", to: path)
        }
        guard let algorithm else { return content.password }
        guard let scheme else { throw call.failure("crypt does not support '\(algorithm)' algorithm") }
        return try scheme.hash(content.password, salt: content.salt, ident: content.ident)
    }

    private static let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    private static let saltLetters = Array(letters + "0123456789./")

    private struct Content {
        var password: String
        var salt: String?
        var ident: String?

        func text(isEncrypted: Bool) -> String {
            guard isEncrypted || salt != nil, let salt else { return password }
            return "\(password) salt=\(salt)" + (ident.map { " ident=\($0)" } ?? "")
        }
    }

    private func read() throws(TemplateError) -> Content? {
        guard LocalFile.exists(path) else { return nil }
        guard let bytes = LocalFile.read(path) else { throw call.failure("The file '\(path)' cannot be read.") }
        let text = PythonText.rightStripped(String(decoding: bytes, as: UTF8.self))
        let (password, rest) = split(text, at: " salt=")
        guard let rest else { return Content(password: text) }
        let (salt, ident) = split(rest, at: " ident=")
        return Content(password: password, salt: salt, ident: ident)
    }

    /// `text` before and after the last `mark`.
    private func split(_ text: String, at mark: String) -> (String, String?) {
        var start = 0, last: Int?
        while let found = text.firstByteOffset(of: mark, from: start) { (last, start) = (found, found + 1) }
        guard let last else { return (text, nil) }
        let bytes = Array(text.utf8)
        return (
            String(decoding: bytes[..<last], as: UTF8.self),
            String(decoding: bytes[(last + mark.utf8.count)...], as: UTF8.self)
        )
    }

    private func generated() throws(TemplateError) -> String {
        let length = try call["length"]?.convertedToWholeNumber() ?? 20
        guard length <= 1_000_000 else { throw call.failure("A password of \(length) characters is too long.") }
        let letters = try letters()
        guard !letters.isEmpty else { throw TemplateError(.index, "Cannot choose from an empty sequence") }
        var source = try RandomSource(seed: try call.text("seed").map { .string($0) } ?? .none)
        return String((0..<max(0, length)).map { _ in letters[source.below(letters.count)] })
    }

    private func randomText(length: Int, _ letters: [Character]) -> String {
        String((0..<length).map { _ in letters[Int.random(in: 0..<letters.count)] })
    }

    private func letters() throws(TemplateError) -> [Character] {
        var specs: [String] = ["ascii_letters", "digits", ".,:-_"]
        switch call["chars"] {
        case nil: break
        case .string(let text)?:
            specs = text.containsBytes(of: ",,") ? [","] : []
            specs += text.replacing(",,", with: ",").split(separator: ",").map(String.init)
        case let value?:
            specs = []
            for spec in try value.pythonElements() { specs.append(try spec.python()) }
        }
        return specs.map { Self.sets[$0] ?? $0 }.joined().filter { $0 != "\"" && $0 != "'" }.map { $0 }
    }

    /// The constants of Python's `string` module.
    private static let sets: [String: String] = {
        let lower = "abcdefghijklmnopqrstuvwxyz", upper = lower.uppercased(), digits = "0123456789"
        let punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", blanks = " \t\n\r\u{0B}\u{0C}"
        return [
            "ascii_lowercase": lower, "ascii_uppercase": upper, "ascii_letters": lower + upper, "digits": digits,
            "hexdigits": digits + "abcdefABCDEF", "octdigits": "01234567", "punctuation": punctuation,
            "whitespace": blanks, "printable": digits + lower + upper + punctuation + blanks,
        ]
    }()
}

/// Keeps other processes, ansible's too, from making the same password at the same time.
private struct FileLock {
    private let path: String

    init(for file: String) throws(TemplateError) {
        let name = Digest.hexadecimal(Digest.bytes(of: Array(file.utf8), "sha1")) + ".ansible_lockfile"
        path = PosixPath.join(PosixPath.dirname(file), name)
        for _ in 0..<140 {
            let descriptor = open(path, O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            if descriptor >= 0 {
                close(descriptor)
                return
            }
            guard errno == EEXIST else {
                throw TemplateError(
                    .plugin, "[Errno \(errno)] \(String(cString: strerror(errno))): '\(path)'")
            }
            usleep(50_000)
        }
        throw TemplateError(
            .plugin,
            "Password lookup cannot get the lock in 7 seconds, abort...This may caused by un-removed lockfile"
                + "you can manually remove it from controller machine at \(path) and try again")
    }

    func release() { unlink(path) }
}
