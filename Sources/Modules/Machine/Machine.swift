package import System
import Values

/// A machine the way these modules use it: what it cannot do ends the module with the reason, and the questions that
/// modules ask all the time have short names.
package struct Machine<Base: System>: Sendable {
    package let system: Base
    /// The locale that programs run in.
    private let locale: String

    package init(_ system: Base) { self.init(system, locale: "C") }

    private init(_ system: Base, locale: String) {
        self.system = system
        self.locale = locale
    }

    /// A machine whose programs speak English in UTF-8 where there is such a locale, as ansible-core's
    /// `get_best_parsable_locale` chooses it.
    package static func inParsableLocale(_ system: Base) async -> Machine {
        let machine = Machine(system)
        if await machine.exists("/usr/lib/locale/C.utf8") { return Machine(system, locale: "C.utf8") }
        let known = Set((await machine.output(["locale", "-a"]) ?? "").lines)
        let choice = ["C.utf8", "C.UTF-8", "en_US.utf8", "en_US.UTF-8"].first(where: known.contains)
        return Machine(system, locale: choice ?? "C")
    }

    /// Does `work`, turning what the machine could not do into the module's failure.
    package func attempt<Answer>(
        _ work: (Base) async throws(SystemError) -> Answer
    ) async throws(ModuleFailure) -> Answer {
        do { return try await work(system) } catch { throw ModuleFailure(error.description) }
    }

    // Looking

    package func info(_ path: String, follow: Bool = true) async -> FileInfo? {
        try? await system.info(path, follow: follow)
    }

    package func exists(_ path: String) async -> Bool { await info(path) != nil }

    package func isDirectory(_ path: String) async -> Bool { await info(path)?.kind == .directory }

    package func isFile(_ path: String) async -> Bool { await info(path)?.kind == .file }

    /// A file's text with invalid UTF-8 replaced; nil where there is none or it may not be read.
    package func text(_ path: String) async -> String? {
        guard let bytes = try? await system.read(path, limit: 64 << 20) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text of a file in another user's directory: through that user's symbolic link only what belongs to the same
    /// user is read, so that no link puts the content of a private file into one that they may read.
    package func textOfOwn(_ path: String) async -> String? {
        if let link = await info(path, follow: false), link.kind == .link, link.uid != 0,
            link.uid != (try? await system.identity())?.uid, await info(path)?.uid != link.uid
        {
            return nil
        }
        return await text(path)
    }

    /// The same, stripped of white space at both ends; nil where nothing is left.
    package func word(_ path: String) async -> String? {
        guard let text = await text(path)?.trimmed(), !text.isEmpty else { return nil }
        return text
    }

    /// The lines of a file; none where there is no file.
    package func lines(_ path: String) async -> [String] { await text(path)?.lines ?? [] }

    /// The names in a directory, sorted; none where it cannot be read.
    package func names(in directory: String) async -> [String] {
        ((try? await system.list(directory)) ?? []).map(\.name).sorted()
    }

    package func linkTarget(_ path: String) async -> String? { try? await system.readLink(path) }

    // Running

    /// Runs a program with messages in English.
    package func run(
        _ arguments: [String], input: String = "", directory: String? = nil, environment: [String: String] = [:],
        umask: UInt32? = nil
    ) async throws(ModuleFailure) -> CommandResult {
        let plain = localeVariables.merging(environment) { $1 }
        let command = Command(
            arguments, input: Array(input.utf8), directory: directory, environment: plain, umask: umask)
        do { return try await system.run(command) } catch {
            throw ModuleFailure(notStarted: arguments, error)
        }
    }

    /// Runs a program that has to succeed; where it does not the module ends with what the program said.
    package func succeed(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) async throws(ModuleFailure) -> CommandResult {
        let result = try await run(arguments, input: input, environment: environment)
        if result.succeeded { return result }
        throw Self.failure(of: arguments, result)
    }

    /// The failure of a program that had to succeed, with what it said and its command line; passwords in URLs are hidden.
    package static func failure(of arguments: [String], _ result: CommandResult) -> ModuleFailure {
        ModuleFailure(
            URLPassword.hidden(in: result.errorText.droppingTrailing(" \t\n\r")),
            values: [
                "cmd": .string(ShellWords.join(arguments.map(URLPassword.hidden(in:)))), "rc": .int(Int(result.status)),
                "stdout": .string(result.text), "stderr": .string(result.errorText),
            ])
    }

    /// The output of a program that succeeds; nil where it cannot be run or fails.
    package func output(_ arguments: [String]) async -> String? {
        let command = Command(arguments, environment: localeVariables)
        guard let result = try? await system.run(command), result.succeeded else { return nil }
        return result.text
    }

    /// The environment that makes programs speak English.
    package var localeVariables: [String: String] {
        ["LANG": locale, "LC_ALL": locale, "LC_MESSAGES": locale, "LC_CTYPE": locale, "LANGUAGE": locale]
    }

    /// Where a program stands: PATH first, then the system directories that it may leave out.
    package func find(_ program: String) async -> String? {
        if let path = (try? await system.which(program, extra: [])) ?? nil { return path }
        return (try? await system.which(program, extra: systemPrograms)) ?? nil
    }

    /// The same for a program that the module cannot do without.
    package func require(_ program: String) async throws(ModuleFailure) -> String {
        if let path = await find(program) { return path }
        let path = (try? await system.environment())?["PATH"] ?? ""
        var directories = path.split(separator: ":").map(String.init)
        for directory in systemPrograms where !directories.contains(directory) {
            directories.append(directory)
        }
        let places = directories.joined(separator: ":")
        throw ModuleFailure("Failed to find required executable \"\(program)\" in paths: \(places)")
    }

    // Acting

    /// Puts `text` in place of a file at once, under a temporary name first; its mode and owner stay as they are, or
    /// become `mode` and `owner` for a new one.
    ///
    /// A symbolic link is replaced by the file. Only where no other user may have put it there, and the original does,
    /// `follow` writes what it points to.
    package func replace(
        _ path: String, with text: String, mode: UInt32 = 0o644, follow: Bool = false
    ) async throws(ModuleFailure) {
        let target = follow ? try await Files(system).writablePath(path) : path
        try await attempt { base async throws(SystemError) in
            try await base.replace(Replacement(target, Array(text.utf8), mode: mode))
        }
    }

    package func remove(_ path: String, recursive: Bool = false) async throws(ModuleFailure) {
        try await attempt { base async throws(SystemError) in
            try await base.remove(path, recursive: recursive)
        }
    }

    package func makeDirectories(_ path: String, mode: UInt32 = 0o755) async throws(ModuleFailure) {
        var missing: [String] = []
        var current = path
        while !current.isEmpty, current != "/", await info(current) == nil {
            missing.append(current)
            current = current.directoryName
        }
        for directory in missing.reversed() {
            try await attempt { base async throws(SystemError) in
                try await base.makeDirectory(directory, mode: mode)
            }
        }
    }

    /// Does `work` with a private directory that is gone afterwards.
    package func withTemporaryDirectory<Answer>(
        in context: ModuleContext, _ work: (String) async throws(ModuleFailure) -> Answer
    ) async throws(ModuleFailure) -> Answer {
        let parent = context.temporaryDirectory
        let directory = try await attempt { base async throws(SystemError) in
            try await base.makeTemporary(in: parent, prefix: "ansible-", suffix: "", isDirectory: true)
        }
        let answer: Answer
        do { answer = try await work(directory) } catch {
            try? await system.remove(directory, recursive: true)
            throw error
        }
        try? await system.remove(directory, recursive: true)
        return answer
    }

    /// Copies a file beside itself as `name.pid.time~` and returns the copy's path, as Ansible's backups are named.
    package func backUp(_ path: String) async throws(ModuleFailure) -> String {
        let now = try await attempt { base async throws(SystemError) in try await base.now() }
        let stamp = await LocalTime(now, on: system).stamp("%Y-%m-%d@%H:%M:%S~")
        let copy = "\(path).\(UInt32.random(in: 2...99_999)).\(stamp)"
        try await attempt { base async throws(SystemError) in try await base.copy(path, to: copy) }
        return copy
    }
}
