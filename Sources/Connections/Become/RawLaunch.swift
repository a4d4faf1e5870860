import System

/// Runs one command line as another user, without an agent.
struct RawLaunch {
    private let transport: any Transport
    private let become: Become
    private let mark = OutputMark.random()

    init(_ transport: any Transport, become: Become) {
        self.transport = transport
        self.become = become
    }

    func run(_ command: String) async throws(ConnectionError) -> CommandResult {
        let prompt = "[\(become.method) via ansible, key=\(mark)] password:"
        let channel = try await transport.open(become.command("echo \(mark); \(command)", prompt: prompt))
        if become.password == nil { await channel.closeInput() }
        let watch = BecomeWatch(become, over: channel)
        defer { watch?.stop() }
        var said = Become.Words()
        do throws(ConnectionError) {
            return try await follow(channel, prompt, watch, &said)
        } catch {
            throw watch?.verdict(become, said) ?? error
        }
    }

    private func follow(
        _ channel: any ByteChannel, _ prompt: String, _ watch: BecomeWatch?, _ said: inout Become.Words
    ) async throws(ConnectionError) -> CommandResult {
        // What a prompt ended in either stream is said of the becoming, not of the command.
        var start = (output: 0, error: 0)
        let mark = Array("\(mark)\n".utf8)
        while true {
            switch try await channel.next() {
            case .output(let bytes): said.output += bytes
            case .error(let bytes): said.error += bytes
            case .end(let status):
                guard let place = said.output.firstRange(of: mark) else { throw become.failure(said) }
                let first = become.keepsPreamble ? place.lowerBound : said.output.startIndex
                said.output.removeSubrange(first..<place.upperBound)
                if !become.keepsPreamble { said.error.removeFirst(start.error) }
                return CommandResult(status: status ?? -1, output: said.output, error: said.error)
            }
            guard said.output.count + said.error.count <= Message.sizeLimit else {
                await channel.close()
                throw ConnectionError(
                    .unsupported, "the command prints more than \(Message.sizeLimit) bytes, which is the limit")
            }
            let hasStarted = said.output.firstRange(of: mark) != nil
            if hasStarted { watch?.stop() }
            guard let password = become.password, !hasStarted else { continue }
            let isAskedByError = asks(said.error[start.error...], prompt, again: said.hasAnswered)
            guard isAskedByError || asks(said.output[start.output...], prompt, again: said.hasAnswered) else {
                continue
            }
            guard !said.hasAnswered else {
                await channel.close()
                throw become.refusal(said)
            }
            said.hasAnswered = true
            start.output = said.output.count
            if isAskedByError { start.error = said.error.count }
            try await channel.write(Array((password + "\n").utf8))
            await channel.closeInput()
        }
    }

    /// Whether a password is asked for; where one was given already, sudo says more behind its prompt at once.
    private func asks(_ bytes: ArraySlice<UInt8>, _ prompt: String, again: Bool) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        return become.asksForPassword(text, prompt: prompt) || again && become.method == .sudo && text.contains(prompt)
    }
}
