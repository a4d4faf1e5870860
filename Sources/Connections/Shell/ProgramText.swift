import Glibc
import System

/// The text by which a shell runs a program with an environment, input and place of its own.
///
/// Names begin with `_swiftplay_`, since a variable that the environment has would reach the program changed.
struct ProgramText {
    let command: Command
    let operation: String
    private let variables: [String: String]
    private let features: ShellSession.Features

    init(
        _ command: Command, _ added: [String: String], _ features: ShellSession.Features, _ operation: String
    ) throws(SystemError) {
        let variables = added.merging(command.environment) { $1 }
        guard let name = command.arguments.first, !name.isEmpty else { throw SystemError(errno: ENOENT, "run ''") }
        guard
            (command.arguments + variables.flatMap { [$0, $1] } + [command.directory ?? ""])
                .allSatisfy({ !$0.utf8.contains(0) })
        else { throw SystemError(errno: EINVAL, operation) }
        // The longest argument that Linux takes.
        guard command.arguments.dropFirst().allSatisfy({ $0.utf8.count < 131_072 }) else {
            throw SystemError(errno: E2BIG, operation)
        }
        if let name = variables.keys.first(where: { !ShellText.isName($0) }) {
            throw SystemError(
                code: 0, operation: operation,
                reason: "a host without an agent cannot set an environment variable named '\(name)'")
        }
        self.command = command
        self.variables = variables
        self.features = features
        self.operation = operation
    }

    /// Goes where the program is to run, and looks whether it can be: sets `_swiftplay_p` to its path.
    var look: String {
        var lines: [String] = []
        if let directory = command.directory {
            let place = ShellText.path(directory)
            lines.append(
                """
                cd -P \(place) 2>/dev/null || { LC_ALL=C stat -L \(place)/. >/dev/null && \
                \(ShellText.fail(EACCES)); exit 1; }
                """)
        }
        let name = command.arguments[0]
        lines.append(
            name.contains("/")
                ? "_swiftplay_p=\(ShellQuote.quoted(name))"
                : Self.search(name, in: ShellSystem.searchPath(variables))
                    + "\n[ -n \"$_swiftplay_p\" ] || \(ShellText.fail(ENOENT))")
        // A shell would run as its own what the kernel refuses.
        lines.append(
            """
            [ -e "$_swiftplay_p" ] || { LC_ALL=C stat -L "$_swiftplay_p" >/dev/null; exit 1; }
            [ ! -d "$_swiftplay_p" ] && [ -x "$_swiftplay_p" ] || \(ShellText.fail(EACCES))
            if [ -r "$_swiftplay_p" ]; then
            _swiftplay_l=; IFS= read -r _swiftplay_l <"$_swiftplay_p" || :
            case $_swiftplay_l in
            '#!'*) _swiftplay_l=${_swiftplay_l#??}
            while :; do case $_swiftplay_l in [' 	']*) _swiftplay_l=${_swiftplay_l#?} ;; *) break ;; esac; done
            _swiftplay_l=${_swiftplay_l%%[' 	']*}
            [ -e "$_swiftplay_l" ] || \(ShellText.fail(ENOENT)) ;;
            ?ELF*) ;;
            *) \(ShellText.fail(ENOEXEC)) ;;
            esac
            fi
            """)
        if let umask = command.umask { lines.append("umask \(String(umask & 0o777, radix: 8))") }
        return lines.joined(separator: "\n")
    }

    /// Sets the environment. The text is no argument of anything.
    var exports: String {
        variables.sorted { $0.key < $1.key }.map { "export \($0)=\(ShellQuote.quoted($1))" }.joined(separator: "\n")
    }

    /// Sets the environment and becomes the program, in a session of its own where that can be.
    var start: String {
        let words = command.arguments.dropFirst().map { " " + ShellQuote.quoted($0) }.joined()
        return "\(exports)\nexec \(features.setsid)\"$_swiftplay_p\"\(words)"
    }

    /// The whole call for a program whose end is waited for, or with `detached` is not.
    func body(_ number: Int, _ mark: String, _ session: ShellSession) -> String {
        if command.detached { return "\(look)\n(\n\(start)\n) </dev/null >/dev/null 2>&1 &" }
        let place = ShellQuote.quoted(session.directory)
        let input = ShellText.function("_swiftplay_in", printing: command.input, hasBase64: features.hasBase64)
        return """
            \(look)
            \(command.input.isEmpty ? "" : input)
            \(command.input.isEmpty ? "" : "_swiftplay_in | ")(
            read -r _swiftplay_q _swiftplay_l </proc/self/stat && echo "$_swiftplay_q" >\(place)/p\(number)
            \(start)
            ) >\(place)/out 2>\(place)/err
            printf '%s\(mark)' "$?"
            [ ! -s \(place)/err ] || cat \(place)/err
            printf '\(mark)'
            [ ! -s \(place)/out ] || cat \(place)/out
            rm -f \(place)/out \(place)/err \(place)/p\(number)
            """
    }

    /// What came of that call.
    func result(_ reply: ShellSession.Reply, _ mark: String, timedOut: Bool) throws(SystemError) -> CommandResult {
        guard reply.status == 0 else { throw ShellError.error(reply.error, operation) }
        if command.detached { return CommandResult(status: 0, output: [], error: []) }
        let stop = Array(mark.utf8)
        guard let first = reply.output.firstRange(of: stop, from: 0),
            let second = reply.output.firstRange(of: stop, from: first.upperBound),
            var status = Int32(String(decoding: reply.output[..<first.lowerBound], as: UTF8.self))
        else { throw SystemError(code: 0, operation: operation, reason: "the shell on the host gave no status") }
        // A shell says by what signal a program was killed; without a word the number is the program's own.
        if status > 128, timedOut || !reply.error.isEmpty { status = 128 - status }
        return CommandResult(
            status: status, output: Array(reply.output[second.upperBound...]),
            error: Array(reply.output[first.upperBound..<second.lowerBound]), timedOut: timedOut)
    }

    /// Sets `_swiftplay_p` to the path of a program, or to nothing; `directories` is a word with colons.
    static func search(_ program: String, in directories: String) -> String {
        let name = ShellQuote.quoted(program)
        return """
            _swiftplay_p= _swiftplay_l=\(directories); _swiftplay_i=$IFS; IFS=:; set -f
            for _swiftplay_d in $_swiftplay_l; do
            [ -n "$_swiftplay_d" ] && [ -f "$_swiftplay_d"/\(name) ] && [ -x "$_swiftplay_d"/\(name) ] || continue
            _swiftplay_p=$_swiftplay_d/\(name); break
            done
            IFS=$_swiftplay_i; set +f
            """
    }
}
