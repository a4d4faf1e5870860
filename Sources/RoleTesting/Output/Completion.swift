/// How a step, or a part of it, ended.
struct Completion: Sendable, Equatable {
    enum State: String, CaseIterable, Sendable {
        // The worst first.
        case failed, missing, skipped, disabled, successful
    }

    var state: State
    var message: String?
    var note: String?

    init(_ state: State, _ message: String? = nil, note: String? = nil) {
        self.state = state
        self.message = message
        self.note = note
    }

    /// `Executed: Successful`.
    var text: String { "Executed: " + (message ?? state.rawValue.prefix(1).uppercased() + state.rawValue.dropFirst()) }

    var level: LogLevel {
        switch state {
        case .failed: .error
        case .missing: .warning
        default: .information
        }
    }

    var colour: Colour {
        switch state {
        case .successful: .green
        case .disabled, .skipped: .cyan
        case .missing: .magenta
        case .failed: .red
        }
    }

    /// Several ends as one: the worst of them, with their counts.
    static func summary(of all: [Completion]) -> Completion {
        guard all.count > 1 else { return all.first ?? Completion(.successful) }
        var counts: [(State, Int)] = []
        for completion in all {
            if let index = counts.firstIndex(where: { $0.0 == completion.state }) {
                counts[index].1 += 1
            } else {
                counts.append((completion.state, 1))
            }
        }
        let message = counts.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", ")
        let notes = Set(all.compactMap(\.note))
        let note = notes.count > 1 ? "See details above" : notes.first
        let worst = State.allCases.first { state in all.contains { $0.state == state } } ?? .successful
        return Completion(worst, message, note: note)
    }
}

enum LogLevel: String, Sendable {
    case information = "INFO", warning = "WARNING", error = "ERROR", critical = "CRITICAL", debug = "DEBUG"
}
