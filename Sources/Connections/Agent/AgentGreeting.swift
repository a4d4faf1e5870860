import System

/// The first thing that an agent says.
struct AgentGreeting {
    let hello: AgentHello
    /// Holds what came behind the hello.
    let decoder: MessageDecoder

    /// What may be printed as errors meanwhile.
    private static let noiseLimit = 1 << 20

    /// Reads the hello of the agent at the other end, of which `output` and `errors` have come already.
    static func read(
        from channel: any ByteChannel, after output: [UInt8] = [], _ errors: [UInt8] = []
    ) async throws(ConnectionError) -> AgentGreeting {
        var decoder = MessageDecoder(from: .agent)
        var errors = errors
        decoder.append(output)
        while true {
            do throws(WireError) {
                if let message = try decoder.next() {
                    guard case .hello(let hello) = message else { throw .unexpected("no hello") }
                    return AgentGreeting(hello: hello, decoder: decoder)
                }
            } catch {
                throw ConnectionError(.agent, "the agent's first words are none of its protocol: \(error)")
            }
            switch try await channel.next() {
            case .output(let bytes): decoder.append(bytes)
            case .error(let bytes): errors += bytes
            case .end(let status):
                let reason = String(decoding: errors, as: UTF8.self).split(whereSeparator: \.isNewline)
                    .joined(separator: " ")
                let how = reason.isEmpty ? "it ended with \(status.map(String.init) ?? "no status")" : reason
                throw ConnectionError(.agent, "the agent could not be started: \(how)")
            }
            guard errors.count < noiseLimit else {
                throw ConnectionError(.agent, "the agent prints errors without end")
            }
        }
    }
}
