import Jinja
import Templating
import Values

/// The filters of ansible.netcommon: passwords and VLAN lists of network devices.
enum NetcommonFilters {
    /// Those that are found by their short names, too.
    static let rows = [
        FilterRow("hash_salt") { call throws(TemplateError) in .string(try salt(of: try call.inputText(), call)) },
        FilterRow("type5_pw", taking: ["salt"]) { call throws(TemplateError) in
            .string(try sealed(try call.inputText(), salt: try call.text("salt"), call))
        },
        FilterRow("comp_type5", taking: ["encrypted_password", "return_original"]) { call throws(TemplateError) in
            guard let encrypted = try call.text("encrypted_password") else {
                throw missing(["encrypted_password"], call)
            }
            let known = try salt(of: encrypted, call)
            guard try sealed(try call.inputText(), salt: known, call) == encrypted else { return false }
            return call.flag("return_original") ? .string(encrypted) : true
        },
        FilterRow("vlan_parser", taking: ["first_line_len", "other_line_len"]) { call throws(TemplateError) in
            var numbers: [Int] = []
            for item in try call.inputElements() { numbers.append(try item.wholeNumber()) }
            guard !numbers.isEmpty else { throw TemplateError(.index, "list index out of range") }
            let lines = VLANList(numbers).lines(
                first: try call.integer("first_line_len") ?? 48, others: try call.integer("other_line_len") ?? 44)
            guard let lines else { throw call.failure("Valid VLAN range is 1-4094") }
            return .list(lines.map { .string($0) })
        },
    ]

    static let unredirected = [
        FilterRow("vlan_expander") { call throws(TemplateError) in
            var numbers: [Int] = []
            for part in try call.inputText().split(separator: ",", omittingEmptySubsequences: false) {
                let bounds = part.split(separator: "-", omittingEmptySubsequences: false)
                guard bounds.count <= 2 else {
                    throw TemplateError(.value, "too many values to unpack (expected 2)")
                }
                var ends: [Int] = []
                for bound in bounds { ends.append(try Value.string(String(bound)).convertedToWholeNumber()) }
                guard let first = ends.first, let last = ends.last, first <= last else { continue }
                guard last - first < 1_000_000 else { throw call.failure("The range '\(part)' is too long") }
                numbers += first...last
            }
            return .list(numbers.sorted().map { .int($0) })
        }
    ]

    /// The error for arguments that must be given.
    static func missing(_ names: [String], _ call: PluginCall) -> TemplateError {
        call.failure("['missing required arguments: \(names.joined(separator: ", "))']")
    }

    /// The salt in a password as Cisco's devices store it.
    private static func salt(of password: String, _ call: PluginCall) throws(TemplateError) -> String {
        let parts = password.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 4 else {
            throw call.failure("Could not parse salt out password correctly from \(password)")
        }
        return String(parts[2])
    }

    private static let saltLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./"

    private static func sealed(
        _ password: String, salt: String?, _ call: PluginCall
    ) throws(TemplateError) -> String {
        guard let scheme = PasswordScheme.named("md5_crypt") else { throw call.failure("md5_crypt is not there") }
        let salt = salt ?? ""
        guard salt.allSatisfy({ saltLetters.contains($0) }) else {
            throw call.failure("type5_pw salt used inproper characters, must be one of \(saltLetters)")
        }
        return try scheme.hash(password, salt: salt.isEmpty ? nil : salt, saltSize: 4)
    }
}

/// VLANs in the way of IOS: ascending, runs of three or more as a range, lines of limited length.
private struct VLANList {
    private let numbers: [Int]

    init(_ numbers: [Int]) { self.numbers = Set(numbers).sorted() }

    /// Nil for numbers that no VLAN has.
    func lines(first: Int, others: Int) -> [String]? {
        guard let lowest = numbers.first, let highest = numbers.last, lowest >= 1, highest <= 4094 else { return nil }
        var lines: [String] = [""]
        for word in words {
            let limit = lines.count == 1 ? first : others
            if lines[lines.count - 1].count + word.count > limit { lines.append("") }
            lines[lines.count - 1] += word + ","
        }
        lines = lines.map { $0.hasSuffix(",") ? String($0.dropLast()) : $0 }
        if let empty = lines.firstIndex(of: "") { lines.remove(at: empty) }
        return lines
    }

    private var words: [String] {
        var words: [String] = []
        var start = 0
        while start < numbers.count {
            var end = start
            while end + 1 < numbers.count, numbers[end + 1] == numbers[end] + 1 { end += 1 }
            if end - start >= 2 {
                words.append("\(numbers[start])-\(numbers[end])")
            } else {
                words += numbers[start...end].map(String.init)
            }
            start = end + 1
        }
        return words
    }
}
