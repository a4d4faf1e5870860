extension Become {
    /// What was printed before the other user was become.
    struct Words {
        var output: [UInt8] = []
        var error: [UInt8] = []
        /// Whether a prompt was answered with the password.
        var hasAnswered = false
    }

    /// Why the other user was not become, in Ansible's words where it has some.
    func failure(_ said: Words) -> ConnectionError {
        if tellsWhatWasSaid { return ConnectionError(.become, waiting("Premature end of stream", said)) }
        return failure(String(decoding: said.error + said.output, as: UTF8.self))
    }

    /// Why the other user was not become, by what was printed in the end.
    func failure(_ printed: String) -> ConnectionError {
        if method == .doas && password != nil {
            return ConnectionError(
                .become,
                "doas to \(user) failed: it takes a password only at a terminal, which there is none of here; "
                    + "`permit nopass` in doas.conf or become_method sudo or su lead there")
        }
        let text = printed.lowercased()
        if text.contains("a password is required") || text.contains("authentication required") {
            return ConnectionError(.become, password == nil ? "Missing \(method) password" : incorrectPassword)
        }
        let wrong = ["incorrect password", "try again", "authentication fail", "permission denied", "sorry"]
        if password != nil && wrong.contains(where: { text.contains($0) }) {
            return ConnectionError(.become, incorrectPassword)
        }
        let reason = printed.split(whereSeparator: \.isNewline).joined(separator: " ")
        return ConnectionError(.become, "\(method) to \(user) failed: \(reason.isEmpty ? "it said nothing" : reason)")
    }

    /// A second prompt means that the first answer was wrong.
    func refusal(_ said: Words) -> ConnectionError {
        let isTold = tellsWhatWasSaid
        return ConnectionError(
            .become, isTold ? waiting("Duplicate become password prompt encountered", said) : incorrectPassword)
    }

    /// What was waited for and what came instead, in the words of ansible-core's local connection.
    func waiting(_ reason: String, _ said: Words) -> String {
        var text = "\(reason) waiting for become success"
        text += password != nil && !said.hasAnswered ? " or become password prompt." : "."
        for (name, bytes) in [("Output", said.output), ("Error", said.error)] where !bytes.isEmpty {
            text += "\n>>> Standard \(name)\n" + String(decoding: bytes, as: UTF8.self)
        }
        return String(text.reversed().drop(while: \.isWhitespace).reversed())
    }

    private var tellsWhatWasSaid: Bool { patience.map { $0.message == nil } ?? false }

    private var incorrectPassword: String { "Incorrect \(method) password" }
}
