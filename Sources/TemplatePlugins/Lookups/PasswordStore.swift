import Diagnostics
import Glibc
import Jinja
import Loading
import Templating
import Values
import YAML

/// `passwordstore`: passwords kept by `pass` or `gopass`, read, made and changed.
struct PasswordStore {
    static let rows = [
        LookupRow("passwordstore") { call throws(TemplateError) in
            let call = try call.configured(configurable, of: "community.general.passwordstore")
            var results: [Value] = []
            for term in try call.textTerms() {
                let store = try PasswordStore(call, term)
                results.append(store.isEmptyTerm ? .none : try store.locked("readwrite", store.value))
            }
            return results
        }
    ]

    private static let configurable = [
        "directory", "umask", "lock", "locktimeout", "backend", "missing_subkey",
    ]

    private let call: LookupCall
    /// The options, those written behind the name in the term above those of the call.
    private let options: [String: Value]
    private let name: String
    private let backend: String
    private let directory: String
    private let missing: String
    private let environment: [String: String]
    private let lock: String
    private let lockTimeout: Int

    private var isEmptyTerm: Bool { name.isEmpty }

    private init(_ call: LookupCall, _ term: String) throws(TemplateError) {
        self.call = call
        let words = term.split(whereSeparator: \.isWhitespace).map(String.init)
        name = words.first ?? ""
        var options: [String: Value] = [:]
        for (key, value) in call.options where !value.isNone { options[key.text ?? ""] = value }
        for word in words.dropFirst() {
            guard let equals = word.firstIndex(of: "=") else {
                throw call.failure("not enough values to unpack (expected 2, got 1)")
            }
            guard Self.words.contains(String(word[..<equals])) else {
                throw call.failure("\(word[..<equals]) not in paramvals")
            }
            options[String(word[..<equals])] = .string(String(word[word.index(after: equals)...]))
        }
        self.options = options
        backend = try call.choice("backend", "pass", of: ["pass", "gopass"])
        lock = try call.choice("lock", "write", of: ["readwrite", "write", "none"])
        _ = try call.choice("missing_subkey", "empty", of: ["error", "warn", "empty"])
        lockTimeout = try Self.seconds(try call.text("locktimeout", "15m"), call)
        let written = try options["missing"]?.python() ?? "error"
        guard ["error", "warn", "create", "empty"].contains(written) else {
            throw call.failure("\(written) is not a valid option for missing")
        }
        missing = options["create"].map(LookupCall.isTrue) == true ? "create" : written
        directory = try Self.directory(options["directory"], backend, call)
        environment = try Self.environment(options, backend, directory, call)
    }

    private static let words: Set<String> = [
        "subkey", "directory", "create", "returnall", "overwrite", "nosymbols", "userpass", "length", "backup",
        "missing", "umask", "timestamp", "preserve", "missing_subkey",
    ]

    private static func seconds(_ text: String, _ call: LookupCall) throws(TemplateError) -> Int {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
        guard let unit = text.last.flatMap({ units[$0] }), let number = Int(text.dropLast()), number >= 0,
            number < 1 << 32
        else { throw call.failure("\(text) is not a correct value for locktimeout") }
        return number * unit
    }

    private static func directory(
        _ given: Value?, _ backend: String, _ call: LookupCall
    ) throws(TemplateError) -> String {
        func expanded(_ path: String) -> String { PosixPath.expandUser(path, environment: call.world.environment) }
        if let given { return expanded(try given.python()) }
        guard backend == "gopass" else { return expanded("~/.password-store") }
        let settings = LocalFile.read(expanded("~/.config/gopass/config.yml")).flatMap { yaml($0)?.mapping }
        return settings?["path"]?.text ?? expanded("~/.local/share/gopass/stores/root")
    }

    private static func yaml(_ bytes: [UInt8]) -> Value? {
        let source = SourceFile(name: "passwordstore", text: String(decoding: bytes, as: UTF8.self))
        guard let node = try? YAMLParser.document(source) else { return nil }
        return try? ValueBuilder(trusted: false).value(of: node)
    }

    private static func environment(
        _ options: [String: Value], _ backend: String, _ directory: String, _ call: LookupCall
    ) throws(TemplateError) -> [String: String] {
        var environment = call.world.environment
        environment["LANGUAGE"] = "C"
        if backend == "gopass" {
            environment["GOPASS_NO_REMINDER"] = "YES"
        } else if LocalFile.isDirectory(directory) {
            environment["PASSWORD_STORE_DIR"] = directory
        } else if try PassProgram(backend, environment, call).isPass() {
            throw call.failure("Passwordstore directory '\(directory)' does not exist")
        }
        if let umask = try options["umask"]?.python() {
            guard umask.count == 3 else { throw call.failure("Passwordstore umask must have a length of 3.") }
            guard let digit = umask.first?.wholeNumberValue, digit <= 3 else {
                throw call.failure("Passwordstore umask not allowed (password not user readable).")
            }
            environment["PASSWORD_STORE_UMASK"] = umask
        }
        return environment
    }

    private func flag(_ option: String, _ standard: Bool) -> Bool {
        options[option].map(LookupCall.isTrue) ?? standard
    }

    private func subkey() throws(TemplateError) -> String { try options["subkey"]?.python() ?? "password" }

    private var program: PassProgram { PassProgram(backend, environment, call) }

    /// What the lookup gives for the term: the password as it is, made or changed.
    private func value() throws(TemplateError) -> Value {
        if let entry = try entry() {
            let subkey = try subkey()
            let isMissing = subkey != "password" && entry.fields[.string(subkey)]?.truth != true
            guard flag("overwrite", false) || isMissing && missing == "create" else { return try result(entry) }
            return try locked("write") { () throws(TemplateError) in .string(try update(entry)) }
        }
        guard missing == "create" else { return .none }
        return try locked("write") { () throws(TemplateError) in
            if lock == "write", let entry = try entry() { return try result(entry) }
            return .string(try create())
        }
    }

    /// What `pass show` prints.
    private struct Entry {
        let lines: [String]
        let fields: Dict
        var password: String { lines.first ?? "" }
        var rest: ArraySlice<String> { lines.dropFirst() }
    }

    private func entry() throws(TemplateError) -> Entry? {
        let program = program
        if let text = try program.run(["show", name], allowing: "not in the password store") {
            let lines = PythonText.lines(text)
            guard !lines.isEmpty else { throw TemplateError(.index, "list index out of range") }
            let entry = Entry(lines: lines, fields: Self.fields(lines.dropFirst()))
            // A directory of the store is listed by `show`, too.
            let isFile = backend == "gopass" || LocalFile.isRegular(PosixPath.join(directory, "\(name).gpg"))
            let isKept = isFile ? true : !(try program.isPass())
            if isKept { return entry }
        }
        if missing == "error" {
            throw call.failure("passwordstore: passname \(name) not found and missing=error is set")
        }
        if missing == "warn" { call.warn("passwordstore: passname \(name) not found") }
        return nil
    }

    private static func fields(_ lines: ArraySlice<String>) -> Dict {
        if let fields = yaml(Array(lines.joined(separator: "\n").utf8))?.mapping { return fields }
        var fields: Dict = [:]
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[.string(PythonText.stripped(line[..<colon]))] =
                .string(PythonText.stripped(line[line.index(after: colon)...]))
        }
        return fields
    }

    private func result(_ entry: Entry) throws(TemplateError) -> Value {
        if flag("returnall", false) { return .string(entry.lines.joined(separator: "\n")) }
        let subkey = try subkey()
        guard subkey != "password" else { return .string(entry.password) }
        if let value = entry.fields[.string(subkey)] { return value }
        let text = "passwordstore: subkey \(subkey) for passname \(name) not found"
        switch try options["missing_subkey"]?.python() {
        case "error": throw call.failure("\(text) and missing_subkey=error is set")
        case "warn": call.warn(text)
        default: break
        }
        return .none
    }

    private func newPassword() throws(TemplateError) -> String {
        if let given = try options["userpass"]?.python(), !given.isEmpty { return given }
        let written = options["length"] ?? 16
        guard let length = try? written.convertedToWholeNumber(), (0...1_000_000).contains(length) else {
            throw call.failure("\(try written.python()) is not a correct value for length")
        }
        var letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        if !flag("nosymbols", false) { letters += ".,:-_" }
        return String((0..<length).compactMap { _ in letters.randomElement() })
    }

    private var now: String {
        var seconds = time(nil), fields = tm()
        localtime_r(&seconds, &fields)
        var buffer = [CChar](repeating: 0, count: 32)
        let count = strftime(&buffer, buffer.count, "%d/%m/%Y %H:%M:%S", &fields)
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func update(_ entry: Entry) throws(TemplateError) -> String {
        let password = try newPassword(), subkey = try subkey()
        var text = password
        if subkey != "password" {
            var lines = entry.lines, old: String?
            for place in lines.indices where lines[place].hasPrefix("\(subkey): ") {
                old = try entry.fields[.string(subkey)]?.python()
                lines[place] = "\(subkey): \(password)"
            }
            if old == nil { lines.insert("\(subkey): \(password)", at: min(2, lines.count)) }
            if flag("timestamp", true), flag("backup", false), let old, !old.isEmpty, old != password {
                lines.append("lookup_pass: old subkey '\(subkey)' password was \(old) (Updated on \(now))\n")
            }
            text = lines.joined(separator: "\n")
        } else if flag("preserve", true) || flag("timestamp", true) {
            text += "\n"
            if flag("preserve", true), !entry.rest.isEmpty { text += entry.rest.joined(separator: "\n") + "\n" }
            if flag("timestamp", true), flag("backup", false) {
                text += "lookup_pass: old password was \(entry.password) (Updated on \(now))\n"
            }
        }
        _ = try program.run(["insert", "-f", "-m", name], input: text)
        return password
    }

    private func create() throws(TemplateError) -> String {
        let password = try newPassword(), subkey = try subkey()
        var text = subkey == "password" ? password : "\n\n\(subkey): \(password)"
        if flag("timestamp", true) { text += "\nlookup_pass: First generated by ansible on \(now)\n" }
        _ = try program.run(["insert", "-f", "-m", name], input: text)
        return password
    }

    /// Runs `body` while no other process, ansible's too, does the same; at once where the lock is for something else.
    private func locked(
        _ kind: String, _ body: () throws(TemplateError) -> Value
    ) throws(TemplateError) -> Value {
        guard lock == kind else { return try body() }
        let folder = call.world.environment["TMPDIR"] ?? "/tmp", user = call.world.environment["USER"] ?? "None"
        let path = PosixPath.join(folder, "ansible-.\(user).passwordstore.lock.lock")
        let descriptor = open(path, O_CREAT | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw call.failure("[Errno \(errno)] \(String(cString: strerror(errno))): '\(path)'")
        }
        defer { close(descriptor) }
        var waited = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard waited < lockTimeout * 10 else { throw call.failure("\(lockTimeout) sec") }
            usleep(100_000)
            waited += 1
        }
        return try body()
    }
}
