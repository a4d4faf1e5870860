import CCrypt
import Glibc
import Jinja
import Templating
import Values

/// `password_hash`: passwords as crypt(3) stores them.
enum PasswordHashFilter {
    static let rows = [
        FilterRow("password_hash", taking: ["hashtype", "salt", "salt_size", "rounds", "ident"]) {
            call throws(TemplateError) in
            let name = try call.text("hashtype", "sha512")
            guard let scheme = PasswordScheme.named(name) else {
                let names = PasswordScheme.all.filter { $0.names.count > 1 }.map { $0.names[0] }.joined(separator: ", ")
                throw call.failure("\(name) is not in the list of supported passlib algorithms: \(names)")
            }
            switch call.some("salt_size") {
            case nil, .int, .bool: break
            default: throw TemplateError(.type, "salt_size must be an integer")
            }
            guard call.input.text != nil || call.input.typeName == "bytes" else {
                throw TemplateError(
                    .type, "secret must be unicode or bytes, not \(call.input.typeName)")
            }
            let rounds = call["rounds"]?.truth == true ? try call["rounds"]?.convertedToWholeNumber() : nil
            return .string(
                try scheme.hash(
                    try call.inputText(), salt: try call.text("salt"), saltSize: try call.integer("salt_size"),
                    rounds: rounds, ident: try call.text("ident")))
        }
    ]
}

/// A kind of password hash: its names, its crypt(3) prefix and the limits of its salt and rounds.
struct PasswordScheme: Sendable {
    let names: [String]
    let prefix: String
    let saltSizes: ClosedRange<Int>
    /// What is used where none are asked for; nil for a scheme without rounds.
    let rounds: Int?
    /// What crypt(3) does not write down.
    var silentRounds: Int?
    var roundLimits = 0...0

    static let all = [
        PasswordScheme(names: ["md5", "md5_crypt"], prefix: "$1$", saltSizes: 0...8, rounds: nil),
        PasswordScheme(
            names: ["blowfish", "bcrypt"], prefix: "$2b$", saltSizes: 22...22, rounds: 12, roundLimits: 4...31),
        PasswordScheme(
            names: ["sha256", "sha256_crypt"], prefix: "$5$", saltSizes: 0...16, rounds: 535_000, silentRounds: 5000,
            roundLimits: 1000...999_999_999),
        PasswordScheme(
            names: ["sha512", "sha512_crypt"], prefix: "$6$", saltSizes: 0...16, rounds: 656_000, silentRounds: 5000,
            roundLimits: 1000...999_999_999),
        PasswordScheme(names: ["yescrypt"], prefix: "$y$", saltSizes: 0...86, rounds: nil),
    ]

    static func named(_ name: String) -> PasswordScheme? { all.first { $0.names.contains(name) } }

    private static let letters = Array("./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    private static let bcryptLetters = Array("./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")

    func hash(
        _ password: String, salt: String? = nil, saltSize: Int? = nil, rounds: Int? = nil, ident: String? = nil
    ) throws(TemplateError) -> String {
        let name = names.last ?? ""
        if let rounds, self.rounds != nil, !roundLimits.contains(rounds) {
            let isLow = rounds < roundLimits.lowerBound
            throw failure(
                "\(name): \(rounds < roundLimits.lowerBound ? "min" : "max")_desired_rounds (\(rounds)) is too \(isLow ? "low" : "high"), must be "
                    + (isLow ? "at least \(roundLimits.lowerBound)" : "at most \(roundLimits.upperBound)"))
        }
        // The work doubles with each round of bcrypt.
        let bearable = prefix == "$2b$" ? 20 : 10_000_000
        if let rounds, rounds > bearable { throw failure("\(rounds) rounds would take too long, at most \(bearable)") }
        if prefix == "$y$" {
            if let salt { return try crypt(password, "$y$j9T$\(salt)") }
            return try crypt(password, try yescryptSetting())
        }
        let salt = try checked(salt ?? "", name) ?? randomSalt(size: saltSize ?? saltSizes.upperBound)
        if prefix == "$2b$" {
            let mark = (ident ?? "2b").filter { $0 != "$" }
            guard ["2a", "2b", "2y"].contains(mark) else { throw failure("invalid ident: '\(mark)'") }
            return try crypt(
                password, "$\(mark)$\((rounds ?? 12) < 10 ? "0" : "")\(rounds ?? 12)$\(Self.repaired(salt))")
        }
        guard let rounds = rounds ?? self.rounds else { return try crypt(password, "\(prefix)\(salt)$") }
        let written = rounds == silentRounds ? "" : "rounds=\(rounds)$"
        return try crypt(password, "\(prefix)\(written)\(salt)$")
    }

    /// The given salt, nil where none is given.
    private func checked(_ salt: String, _ name: String) throws(TemplateError) -> String? {
        guard !salt.isEmpty else { return nil }
        let count = salt.unicodeScalars.count
        let exact = saltSizes.lowerBound == saltSizes.upperBound && saltSizes.lowerBound > 0
        guard count >= saltSizes.lowerBound else {
            throw failure("salt too small (\(name) requires exactly \(saltSizes.lowerBound) chars)")
        }
        guard count <= saltSizes.upperBound else {
            throw failure(
                "salt too large (\(name) requires \(exact ? "exactly" : "<=") \(saltSizes.upperBound) chars)")
        }
        guard salt.allSatisfy({ Self.letters.contains($0) }) else {
            throw failure("invalid characters in \(name) salt")
        }
        return salt
    }

    private func randomSalt(size: Int) -> String {
        let size = min(max(size, saltSizes.lowerBound), saltSizes.upperBound)
        return String((0..<size).map { _ in Self.letters[Int.random(in: 0..<64)] })
    }

    /// bcrypt's 22 letters hold four bits too many; they are cleared so that the salt reads back the same.
    private static func repaired(_ salt: String) -> String {
        guard let last = salt.last, let value = bcryptLetters.firstIndex(of: last) else { return salt }
        return salt.dropLast() + String(bcryptLetters[value & 0x30])
    }

    private func yescryptSetting() throws(TemplateError) -> String {
        var buffer = [CChar](repeating: 0, count: Int(CRYPT_GENSALT_OUTPUT_SIZE))
        guard crypt_gensalt_rn(prefix, 0, nil, 0, &buffer, Int32(buffer.count)) != nil else {
            throw failure("no salt could be made")
        }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func crypt(_ password: String, _ setting: String) throws(TemplateError) -> String {
        let data = UnsafeMutablePointer<crypt_data>.allocate(capacity: 1)
        defer {
            memset(data, 0, MemoryLayout<crypt_data>.size)
            data.deallocate()
        }
        memset(data, 0, MemoryLayout<crypt_data>.size)
        guard let result = crypt_r(password, setting, data) else { throw failure("crypt(3) refuses it") }
        let text = String(cString: result)
        guard !text.hasPrefix("*") else { throw failure("crypt(3) refuses it") }
        return text
    }

    private func failure(_ reason: String) -> TemplateError {
        TemplateError(.plugin, "Could not hash the secret: \(reason)")
    }
}
