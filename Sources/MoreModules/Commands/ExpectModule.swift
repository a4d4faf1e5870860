import HostModules
import Modules
import Regex
import System
import Values

/// `ansible.builtin.expect`: a command at a terminal, its questions answered.
struct ExpectModule: Module {
    static let name = "ansible.builtin.expect"
    static let arguments = ArgumentSpec(
        [
            Option("command", required: true), Option("chdir", .path), Option("creates", .path),
            Option("removes", .path), Option("responses", .dict, required: true), Option("timeout", .raw, default: 30),
            Option("echo", .bool, default: false),
        ], supportsCheckMode: false)

    /// A question's pattern, and what is typed each time it comes; one answer that is no list serves every time.
    private struct Question: Sendable {
        let pattern: String
        let regex: Regex
        let answers: [String]
        let repeats: Bool
    }

    private let line: String
    private let words: [String]
    private let questions: [Question]
    private let conversation: Conversation
    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        line = arguments.string("command") ?? ""
        guard !line.trimmed().isEmpty else { throw ModuleFailure("no command given", values: ["rc": 256]) }
        do { words = try ShellWords.split(line) } catch { throw ModuleFailure(error.message) }
        var questions: [Question] = []
        for (key, value) in arguments.dict("responses") ?? [:] {
            let pattern = (try? key.string()) ?? ""
            do {
                let answers = (value.sequence ?? [value]).map { (try? $0.string()) ?? "" }
                questions.append(
                    Question(
                        pattern: pattern, regex: try Regex(pattern, flags: .dotAll), answers: answers,
                        repeats: value.sequence == nil))
            } catch { throw ModuleFailure(error.message) }
        }
        self.questions = questions
        var patience: Double?
        if let given = arguments["timeout"] {
            do throws(ValueError) {
                guard case .int(let seconds) = try Option.Kind.int.convert(given, paths: .none) else {
                    throw ValueError(.type, "out of range")
                }
                patience = Double(seconds)
            } catch {
                throw ModuleFailure(
                    "argument 'timeout' is of type \(given.typeName) and we were unable to convert to int:"
                        + " \(error.message)")
            }
        }
        conversation = Conversation(echoes: arguments.bool("echo") ?? false, patience: patience)
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        if let skipped = await skipped(machine) {
            return Outcome(
                values: ["cmd": .string(line), "stdout": .string("skipped, since \(skipped)"), "rc": 0])
        }
        let begin = try await machine.attempt { base async throws(SystemError) in try await base.now() }
        var asked = questions.map { _ in 0 }
        var unanswered: String?
        let result: CommandResult
        do {
            result = try await system.converse(
                Command(words, directory: arguments.string("chdir")), conversation
            ) { said in
                reply(&said, &asked, &unanswered)
            }
        } catch {
            let isMissing = error.code == 2
            throw ModuleFailure(
                isMissing ? "The command was not found or was not executable: \(words[0])." : error.description)
        }
        if let unanswered { throw ModuleFailure(unanswered) }
        guard let output = String(validating: result.output, as: UTF8.self) else {
            throw ModuleFailure("Refusing to deserialize an invalid UTF8 string value.")
        }
        let end = try await machine.attempt { base async throws(SystemError) in try await base.now() }
        var values: Dict = ["cmd": .string(line), "stdout": .string(output.droppingLineEnds())]
        values["rc"] = result.timedOut ? Value.none : Value.int(Int(result.status))
        values["start"] = .string(await LocalTime(begin, on: system).description)
        values["end"] = .string(await LocalTime(end, on: system).description)
        values["delta"] = .string(LocalTime.duration(end - begin))
        let message = result.timedOut ? "command exceeded timeout" : result.succeeded ? nil : "non-zero return code"
        return Outcome(changed: true, failed: message != nil, message: message, values: values)
    }

    private func skipped(_ machine: Machine<some System>) async -> String? {
        let directory = arguments.string("chdir")
        func place(_ path: String) -> String {
            path.hasPrefix("/") ? path : directory.map { "\($0)/\(path)" } ?? path
        }
        if let path = arguments.string("creates"), await machine.exists(place(path)) { return "\(path) exists" }
        if let path = arguments.string("removes"), await !machine.exists(place(path)) {
            return "\(path) does not exist"
        }
        return nil
    }

    /// Answers the question that stands first in what was said, and forgets all up to its end.
    private func reply(_ said: inout [UInt8], _ asked: inout [Int], _ unanswered: inout String?) -> Conversation.Turn {
        let text = FileText(said).text
        var first: (question: Int, range: Range<Int>)?
        for (index, question) in questions.enumerated() {
            guard let range = ((try? question.regex.search(text)) ?? nil)?.ranges[0] else { continue }
            if first.map({ range.lowerBound < $0.range.lowerBound }) ?? true { first = (index, range) }
        }
        guard let (index, range) = first else { return .wait }
        let before = String(decoding: Array(text.utf8)[..<range.lowerBound], as: UTF8.self)
        said = FileText(said).bytes(String(decoding: Array(text.utf8)[range.upperBound...], as: UTF8.self))
        let question = questions[index]
        let turn = question.repeats ? 0 : asked[index]
        asked[index] += 1
        guard turn < question.answers.count else {
            unanswered = "No remaining responses for '\(question.pattern)', output was '\(before)'"
            return .stop
        }
        return .type(Array((question.answers[turn].droppingLineEnds() + "\n").utf8))
    }
}
