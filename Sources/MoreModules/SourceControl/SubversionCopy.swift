import HostModules
import Modules
import System
import Values

/// A working copy, as svn describes and changes it.
struct SubversionCopy<Base: System>: Sendable {
    let machine: Machine<Base>
    let path: String
    let warnings: [String]
    private let repository: String
    private let wanted: String
    private let command: [String]
    /// Given to svn's standard input: the password.
    private let input: String

    init(_ arguments: Arguments, program: String, _ machine: Machine<Base>) async throws(ModuleFailure) {
        self.machine = machine
        path = arguments.string("dest") ?? ""
        repository = arguments.string("repo") ?? ""
        wanted = arguments.string("revision") ?? "HEAD"
        var command = [program, "--non-interactive", "--no-auth-cache"]
        if arguments.bool("validate_certs") != true { command.append("--trust-server-cert") }
        if let name = arguments.string("username"), !name.isEmpty { command += ["--username", name] }
        var (input, warnings) = ("", [String]())
        if let password = arguments.string("password"), !password.isEmpty {
            let version = try await machine.run([program, "--version", "--quiet"]).text.trimmed()
            if DebianVersion(version) < DebianVersion("1.10.0") {
                warnings = [
                    "The authentication provided will be used on the svn command line and is not secure. "
                        + "To securely pass credentials, upgrade svn to version 1.10.0 or greater."
                ]
                command += ["--password", password]
            } else {
                command.append("--password-from-stdin")
                input = password
            }
        }
        (self.command, self.input, self.warnings) = (command, input, warnings)
    }

    private func lines(_ words: [String]) async throws(ModuleFailure) -> [String] {
        let result = try await run(words)
        guard result.succeeded else {
            throw ModuleFailure(
                result.errorText.trimmed(),
                values: [
                    "cmd": .string(ShellWords.join([command[0]] + words)), "rc": .int(Int(result.status)),
                    "stdout": .string(result.text), "stderr": .string(result.errorText),
                ])
        }
        return result.text.lines
    }

    var isThere: Bool {
        get async throws(ModuleFailure) { try await run(["info", path]).succeeded }
    }

    /// In a locale that has a code for every name: svn converts names of files and refuses what it cannot convert.
    private func run(_ words: [String]) async throws(ModuleFailure) -> CommandResult {
        try await machine.run(command + words, input: input, environment: ["LC_ALL": "C.UTF-8"])
    }

    /// The lines of `svn info` with the revision and the address.
    func revision(
        of place: String, _ missing: String, at revision: String? = nil
    ) async throws(ModuleFailure) -> (revision: String, url: String) {
        let lines = try await lines(["info"] + (revision.map { ["-r", $0] } ?? []) + [place])
        func line(_ name: String) -> String? { lines.first { $0.hasPrefix("\(name):") || $0.hasPrefix("\(name) :") } }
        return (line("Revision") ?? missing, line("URL") ?? "Unable to get URL")
    }

    var current: String {
        get async throws(ModuleFailure) { try await revision(of: path, "Unable to get revision").revision }
    }

    var head: String {
        get async throws(ModuleFailure) {
            try await revision(of: path, "Unable to get revision", at: wanted).revision
        }
    }

    /// Revision and address as results show them.
    var state: Value {
        get async throws(ModuleFailure) {
            let found = try await revision(of: path, "Unable to get revision")
            return .texts([found.revision, found.url])
        }
    }

    static func number(_ revision: String) -> Int { revision.cut(at: ":").flatMap { Int($0.after.trimmed()) } ?? 0 }

    /// Whether files under version control differ; what is not under it does not count.
    var isModified: Bool {
        get async throws(ModuleFailure) {
            try await lines(["status", "--quiet", "--ignore-externals", path]).contains {
                !$0.isEmpty && !$0.hasPrefix("?") && !$0.hasPrefix("X")
            }
        }
    }

    func fetch(_ verb: String, force: Bool) async throws(ModuleFailure) {
        _ = try await lines([verb] + (force ? ["--force"] : []) + ["-r", wanted, repository, path])
    }

    /// Switches or updates; whether a file changed by it.
    func follow(_ verb: String) async throws(ModuleFailure) -> Bool {
        let words = ["-r", wanted] + (verb == "switch" ? [repository] : []) + [path]
        return try await lines([verb] + words).contains { line in
            line.first.map { "ABDUCGE".contains($0) } == true && line.dropFirst().first?.isWhitespace == true
        }
    }

    func revert() async throws(ModuleFailure) { _ = try await lines(["revert", "-R", path]) }
}
