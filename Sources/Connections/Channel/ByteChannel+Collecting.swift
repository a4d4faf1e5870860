import System

extension ByteChannel {
    /// Reads to the end of the program, which may say ``Message/sizeLimit`` bytes.
    func collect() async throws(ConnectionError) -> CommandResult {
        var result = CommandResult(status: -1, output: [], error: [])
        while true {
            switch try await next() {
            case .output(let bytes): result.output += bytes
            case .error(let bytes): result.error += bytes
            case .end(let status):
                result.status = status ?? -1
                return result
            }
            guard result.output.count + result.error.count <= Message.sizeLimit else {
                await close()
                throw ConnectionError(
                    .unsupported, "the command prints more than \(Message.sizeLimit) bytes, which is the limit")
            }
        }
    }
}
