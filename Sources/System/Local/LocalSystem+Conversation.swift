import Glibc

extension LocalSystem {
    public func converse(
        _ command: Command, _ conversation: Conversation, answer: (inout [UInt8]) -> Conversation.Turn
    ) async throws(SystemError) -> CommandResult {
        let variables = variables.merging(command.environment) { $1 }
        guard let name = command.arguments.first, let path = find(name, in: variables["PATH"]) else {
            throw SystemError(errno: ENOENT, "run \(command.arguments.first ?? "")")
        }
        var terminal = try Terminal(echoes: conversation.echoes)
        var program = ProgramStart(
            path: path, arguments: command.arguments, environment: variables, directory: command.directory,
            umask: command.umask, descriptors: (-1, -1, -1), isSession: true)
        program.tag = Keeper.beginTag()
        defer { Keeper.end(tag: program.tag) }
        let pid = try terminal.start(program)
        Keeper.begin(group: pid)
        defer { Keeper.end(group: pid) }
        var result = CommandResult(status: 0, output: [], error: [])
        var said: [UInt8] = []
        var deadline = conversation.patience.map { Clock.monotonic + $0 }
        talk: while true {
            let piece = terminal.read(until: deadline)
            guard let piece else { break }
            if piece.isEmpty || Task.isCancelled {
                result.timedOut = true
                break
            }
            result.output += piece
            said += piece
            while true {
                switch answer(&said) {
                case .wait: continue talk
                case .stop: break talk
                case .type(let words):
                    // A program that has just asked may still be setting the terminal up, and throw away what came
                    // before that.
                    usleep(50_000)
                    terminal.type(words)
                    deadline = conversation.patience.map { Clock.monotonic + $0 }
                }
            }
        }
        result.status = terminal.hangUp(pid)
        return result
    }
}
