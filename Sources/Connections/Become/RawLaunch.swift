import System

/// Runs one command line as another user, without an agent.
struct RawLaunch {
    private let transport: any Transport
    private let become: Become
    private let mark = "swiftplay-" + String(UInt64.random(in: 0 ... .max), radix: 36)

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
        do throws(ConnectionError) {
            return try await follow(channel, prompt, watch)
        } catch {
            throw watch?.verdict ?? error
        }
    }

    private func follow(
        _ channel: any ByteChannel, _ prompt: String, _ watch: BecomeWatch?
    ) async throws(ConnectionError) -> CommandResult {
        var result = CommandResult(status: -1, output: [], error: [])
        var isPasswordSent = false
        /// What was said before the other user was become.
        var preamble: [UInt8] = []
        let started = Array("\(mark)\n".utf8)
        while true {
            switch try await channel.next() {
            case .output(let bytes): result.output += bytes
            case .error(let bytes): result.error += bytes
            case .end(let status):
                guard let start = result.output.firstRange(of: started) else { throw become.failure(result.errorText) }
                result.output.removeSubrange(become.keepsPreamble ? start : result.output.startIndex..<start.upperBound)
                if become.keepsPreamble { result.error = preamble + result.error }
                result.status = status ?? -1
                return result
            }
            guard result.output.count + result.error.count <= Message.sizeLimit else {
                await channel.close()
                throw ConnectionError(
                    .unsupported, "the command prints more than \(Message.sizeLimit) bytes, which is the limit")
            }
            let hasStarted = result.output.firstRange(of: started) != nil
            if hasStarted { watch?.stop() }
            guard let password = become.password, !hasStarted,
                become.asksForPassword(result.errorText, prompt: prompt)
            else { continue }
            guard !isPasswordSent else {
                await channel.close()
                throw ConnectionError(.become, become.incorrect)
            }
            isPasswordSent = true
            preamble += result.error
            result.error = []
            try await channel.write(Array((password + "\n").utf8))
            await channel.closeInput()
        }
    }
}
