import System

/// Gets an agent running over a transport: becomes the user, places the program if it is not there, greets. Where none
/// can run the shell stays.
struct AgentLaunch {
    enum Outcome {
        /// The channel to an agent that has said hello, its hello, and what it said after that.
        case agent(any ByteChannel, AgentHello, MessageDecoder)
        /// The channel to a shell that reads commands, what it has printed already, and why it is no agent.
        case shell(any ByteChannel, received: [UInt8], reason: String)
    }

    /// What may be printed before the agent answers, such as a login shell's greetings.
    private static let noiseLimit = 1 << 20

    private let transport: any Transport
    private let become: Become?
    private let shell: String
    private let placesAgent: Bool
    private let limit: Double
    private let mark: String
    private var output: [UInt8] = []
    private var errors: [UInt8] = []
    private var hasAnswered = false
    private var watch: BecomeWatch?

    /// - Parameter limit: how many seconds each step may take.
    init(
        _ transport: any Transport, become: Become?, shell: String = "/bin/sh", placesAgent: Bool = true, limit: Double
    ) {
        self.transport = transport
        self.limit = limit
        self.become = become
        self.shell = shell
        self.placesAgent = placesAgent
        mark = OutputMark.random()
    }

    private var prompt: String { "[\(mark)] password: " }

    mutating func start() async throws(ConnectionError) -> Outcome {
        let durable = Durability.isOn ? "" : "\(Durability.variable)=0; export \(Durability.variable); "
        let script =
            placesAgent
            ? durable + Bootstrap(mark: mark, image: try await AgentImage.find()).script : Bootstrap.shell(mark)
        let command =
            become?.command(script, prompt: prompt, shell: shell)
            ?? "\(ShellQuote.quoted(shell)) -c \(ShellQuote.quoted(script))"
        let channel = try await open(command)
        watch = BecomeWatch(become, over: channel)
        let steps = StartWatch(limit, over: channel)
        defer {
            watch?.stop()
            steps.stop()
        }
        do throws(ConnectionError) {
            steps.begin(become == nil ? "the login shell's first words" : "the first words of another user's shell")
            if let reason = try await follow(channel, steps) {
                return .shell(channel, received: output, reason: reason)
            }
            steps.begin("the agent's first words")
            let greeting = try await AgentGreeting.read(from: channel, after: output, errors)
            return .agent(channel, greeting.hello, greeting.decoder)
        } catch {
            await channel.close()
            throw watch?.verdict(become, said) ?? steps.verdict ?? error
        }
    }

    private func open(_ command: String) async throws(ConnectionError) -> any ByteChannel {
        let transport = transport
        let opening = Task {
            await Result.catching { () async throws(ConnectionError) in try await transport.open(command) }
        }
        if let channel = await LimitedWait.value(of: opening, for: limit) { return try channel.get() }
        Task { if case .success(let channel) = await opening.value { await channel.close() } }
        throw Task.isCancelled ? .cancelled : StartWatch.error(limit, "a channel on the connection")
    }

    /// Answers what the script asks until the agent is there, or a shell; then gives why.
    private mutating func follow(
        _ channel: any ByteChannel, _ steps: StartWatch
    ) async throws(ConnectionError) -> String? {
        var refusal: String?
        while true {
            guard let line = try await nextLine(channel) else { throw ending }
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            switch words.first {
            case "ready": return nil
            case "shell": return refusal ?? words.last ?? ""
            case "need":
                do { try await send(words.last ?? "", channel, steps) } catch {
                    guard error.kind == .agent else { throw error }
                    refusal = error.message
                    try await channel.write(Array("none\n".utf8))
                }
                steps.begin("the agent to be put in place")
            case "failed":
                throw ConnectionError(.agentDamaged, "the agent could not be placed: \(words.last ?? "")")
            default: throw ConnectionError(.agent, "the agent's start gave: \(line.prefix(200))")
            }
        }
    }

    private func send(
        _ need: String, _ channel: any ByteChannel, _ steps: StartWatch
    ) async throws(ConnectionError) {
        let words = need.split(separator: " ")
        guard words.count == 2 else { throw ConnectionError(.agent, "the agent's start gave: \(need.prefix(200))") }
        let image = try await AgentImage.find(architecture: String(words[0]))
        let bytes = try await image.bytes(compressed: words[1] == "gzip")
        try await channel.write(Array("send \(bytes.count) \(image.digest) \(image.size)\n".utf8))
        // In pieces, so that a slow network has time for each.
        let size = 1 << 16
        for start in stride(from: 0, to: bytes.count, by: size) {
            steps.begin("the host to take the agent")
            try await channel.write(Array(bytes[start..<min(start + size, bytes.count)]))
        }
    }

    private var ending: ConnectionError {
        let printed = String(decoding: errors + output, as: UTF8.self)
        if let become, !hasAnswered || printed.contains(mark) == false { return become.failure(said) }
        let reason = cleaned(printed)
        if become == nil, !hasAnswered, !placesAgent {
            return ConnectionError(
                .connect, "The login shell ran no command and \(reason.isEmpty ? "said nothing" : "said: \(reason)")")
        }
        return ConnectionError(
            hasAnswered ? .agentDamaged : .agent,
            "the agent could not be started: \(reason.isEmpty ? "it said nothing" : reason)")
    }

    /// What was printed besides the script's own lines and prompts.
    private var said: Become.Words {
        func plain(_ bytes: [UInt8]) -> [UInt8] {
            Array(String(decoding: bytes, as: UTF8.self).split(separator: prompt).joined(separator: " ").utf8)
        }
        return Become.Words(output: plain(output), error: plain(errors), hasAnswered: isPasswordSent)
    }

    private func cleaned(_ printed: String) -> String {
        printed.split(separator: prompt).joined(separator: " ").split(whereSeparator: \.isNewline).joined(
            separator: " ")
    }

    /// The next line with our mark, without it; nil at the end. Answers a prompt for the password on the way.
    private mutating func nextLine(_ channel: any ByteChannel) async throws(ConnectionError) -> String? {
        while true {
            while let end = output.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: output[..<end], as: UTF8.self)
                guard let place = line.range(ofMark: mark + " ") else {
                    errors += output[...end]
                    output.removeSubrange(...end)
                    continue
                }
                output.removeSubrange(...end)
                hasAnswered = true
                watch?.stop()
                return String(line[place...]).trimmedEnd
            }
            switch try await channel.next() {
            case .output(let bytes): output += bytes
            case .error(let bytes): errors += bytes
            case .end: return nil
            }
            guard output.count + errors.count < Self.noiseLimit else {
                throw ConnectionError(.agent, "the login shell prints without end")
            }
            try await answerPrompt(channel)
        }
    }

    private mutating func answerPrompt(_ channel: any ByteChannel) async throws(ConnectionError) {
        guard let become, let password = become.password, !hasAnswered else { return }
        let printed = String(decoding: errors + output, as: UTF8.self)
        guard become.asksForPassword(printed, prompt: prompt) else { return }
        // A second prompt means that the first answer was wrong.
        guard !isPasswordSent else { throw become.refusal(said) }
        isPasswordSent = true
        errors = []
        output = []
        try await channel.write(Array((password + "\n").utf8))
    }

    private var isPasswordSent = false
}

extension String {
    /// Where what follows `mark` begins.
    fileprivate func range(ofMark mark: String) -> Index? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(mark) { return index(start, offsetBy: mark.count) }
            start = index(after: start)
        }
        return nil
    }

    fileprivate var trimmedEnd: String {
        String(reversed().drop(while: \.isWhitespace).reversed())
    }
}
