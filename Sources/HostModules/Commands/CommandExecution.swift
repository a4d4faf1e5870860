import Glibc
import Modules
import System
import Values

/// What `command` and `shell` share: the guards, the run, the result.
struct CommandExecution: Sendable {
    enum Program: Sendable {
        /// Run as it is, words expanded when asked.
        case words([String], expand: Bool)
        /// Given to a shell.
        case script(String, shell: String)
    }

    var program: Program
    /// What the result shows under `cmd`.
    var shown: Value
    var directory: String?
    var creates: String?
    var removes: String?
    var input: String?
    var addsNewline: Bool
    var stripsEnds: Bool

    /// The options both modules have.
    static let options: [Option] = [
        Option("_raw_params"), Option("cmd"), Option("chdir", .path), Option("executable"),
        Option("creates", .path), Option("removes", .path), Option("stdin"),
        Option("stdin_add_newline", .bool, default: true), Option("strip_empty_ends", .bool, default: true),
    ]

    init(_ program: Program, shown: Value, _ arguments: Arguments) {
        self.program = program
        self.shown = shown
        directory = arguments.string("chdir")
        creates = arguments.string("creates")
        removes = arguments.string("removes")
        input = arguments.string("stdin")
        addsNewline = arguments.bool("stdin_add_newline") ?? true
        stripsEnds = arguments.bool("strip_empty_ends") ?? true
    }

    func run(
        on system: some System, in context: ModuleContext, warnings: [String] = []
    ) async throws(ModuleFailure) -> Outcome {
        if let directory { try await enter(directory, on: system) }
        if let skipped = try await guarded(on: system, check: context.check) {
            return Outcome(
                message: skipped.message, values: values(status: 0, output: skipped.output), warnings: warnings)
        }
        if context.check {
            var values = values(status: 0)
            let isGuarded = creates != nil || removes != nil
            if !isGuarded { values["skipped"] = true }
            return Outcome(
                changed: isGuarded, message: "Command would have run if not in check mode", values: values,
                warnings: warnings)
        }
        return try await perform(on: system, warnings: warnings)
    }

    private func enter(_ directory: String, on system: some System) async throws(ModuleFailure) {
        let reason: SystemError
        do {
            let info = try await system.info(directory, follow: true)
            if info?.kind == .directory, try await system.mayAccess(directory, mode: 1) { return }
            let above = try await system.info(PathParts.of(directory).directory, follow: true)
            let isBelowFile = above.map { $0.kind != .directory } ?? false
            let code = info.map { $0.kind == .directory ? EACCES : ENOTDIR } ?? (isBelowFile ? ENOTDIR : ENOENT)
            reason = SystemError(errno: code, "chdir \(directory)")
        } catch { reason = error }
        throw ModuleFailure(
            "Unable to change directory before execution.", values: values(status: nil),
            cause: PythonError.bytesText(reason, directory))
    }

    private func guarded(
        on system: some System, check: Bool
    ) async throws(ModuleFailure) -> (message: String, output: String)? {
        let should = check ? "Would" : "Did"
        if let creates, try await matches(creates, on: system) {
            return ("\(should) not run command since '\(creates)' exists", "skipped, since \(creates) exists")
        }
        if let removes, try await !matches(removes, on: system) {
            return (
                "\(should) not run command since '\(removes)' does not exist",
                "skipped, since \(removes) does not exist"
            )
        }
        return nil
    }

    private func matches(_ pattern: String, on system: some System) async throws(ModuleFailure) -> Bool {
        let place = pattern.hasPrefix("/") ? pattern : "\(directory ?? ".")/\(pattern)"
        return try await !Machine(system).attempt { base async throws(SystemError) in
            try await base.glob(place)
        }.isEmpty
    }

    private func perform(on system: some System, warnings: [String]) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let words = try await arguments(on: system)
        var command = Command(words, directory: directory)
        command.isText = true
        if let input, !input.isEmpty { command.input = Array((addsNewline ? input + "\n" : input).utf8) }
        let begin = try await machine.attempt { base async throws(SystemError) in try await base.now() }
        let result: CommandResult
        do { result = try await system.run(command) } catch {
            throw ModuleFailure(notStarted: words, error)
        }
        let end = try await machine.attempt { base async throws(SystemError) in try await base.now() }
        let zone = await TimeZone.local(on: system)
        func stamp(_ moment: Double) -> Value {
            .string(LocalTime(moment, offset: zone.offset(at: Int(moment.rounded(.down)))).description)
        }
        var values = values(status: Int(result.status), output: tidied(result.text), error: tidied(result.errorText))
        values["start"] = stamp(begin)
        values["end"] = stamp(end)
        values["delta"] = .string(LocalTime.duration(end - begin))
        return Outcome(
            changed: true, failed: !result.succeeded, message: result.succeeded ? "" : "non-zero return code",
            values: values, warnings: warnings)
    }

    private func arguments(on system: some System) async throws(ModuleFailure) -> [String] {
        switch program {
        case .script(let script, let shell): return [shell, "-c", script]
        case .words(let words, let expand):
            return expand ? try await EnvironmentExpansion.expand(words, on: system) : words
        }
    }

    private func tidied(_ text: String) -> String { stripsEnds ? text.droppingLineEnds() : text }

    private func values(status: Int?, output: String = "", error: String = "") -> Dict {
        [
            "stdout": .string(output), "stderr": .string(error), "rc": status.map { .int($0) } ?? .none, "cmd": shown,
            "start": .none, "end": .none, "delta": .none,
        ]
    }
}
