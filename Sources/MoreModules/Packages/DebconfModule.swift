import HostModules
import Modules
import System
import Values

/// `ansible.builtin.debconf`: answers to the questions that packages ask when they are installed.
struct DebconfModule: Module {
    static let name = "ansible.builtin.debconf"
    static let arguments = ArgumentSpec(
        [
            Option("name", required: true, aliases: ["pkg"]), Option("question", aliases: ["selection", "setting"]),
            Option(
                "vtype",
                choices: [
                    "boolean", "error", "multiselect", "note", "password", "seen", "select", "string", "text", "title",
                ]),
            Option("value", .raw, aliases: ["answer"]), Option("unseen", .bool, default: false),
        ],
        requiredTogether: [["question", "vtype", "value"]], operands: ["name"])

    private let package: String
    private let question: String?
    private let kind: String
    private let value: Value
    private let isUnseen: Bool

    init(_ arguments: Arguments) throws(ModuleFailure) {
        package = arguments.string("name") ?? ""
        question = arguments.string("question")
        kind = arguments.string("vtype") ?? ""
        isUnseen = arguments.bool("unseen") ?? false
        switch arguments["value"] {
        case .bool(let flag): value = .string(kind == "boolean" ? (flag ? "true" : "false") : (flag ? "True" : "False"))
        case .int(let number): value = .string(String(number))
        case .string(let text): value = .string(kind == "boolean" ? text.lowercased() : text)
        case let other: value = other ?? .none
        }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let before = try await selections(machine)
        if kind == "multiselect", let odd = value.sequence?.first(where: { $0.text == nil }) {
            throw ModuleFailure(
                "Invalid value provided for 'multiselect': '<' not supported between instances of"
                    + " '\(odd.typeName)' and 'str'")
        }
        guard let question, try await differs(question, before, machine) else {
            return Outcome(message: "", values: ["current": .dict(before)])
        }
        let answers = value.sequence?.compactMap(\.text).sorted()
        let text = answers?.joined(separator: ", ") ?? value.text ?? ""
        var message = ""
        if !context.check {
            let program = try await machine.require("debconf-set-selections")
            let result = try await machine.run(
                [program] + (isUnseen ? ["-u"] : []), input: "\(package) \(question) \(kind) \(text)\n")
            guard result.succeeded else { throw ModuleFailure(result.errorText) }
            message = result.text
        }
        let name = Value.string(question)
        let shown = context.check ? answers.map { .texts($0) } ?? value : .string(text)
        var previous = before
        if let old = before[name] { previous = [name: old] } else { previous[name] = "" }
        var after = previous
        after[name] = shown
        var outcome = Outcome(
            changed: true, message: message, values: ["current": [name: shown], "previous": .dict(previous)])
        outcome.values["diff"] = context.diff ? nil : [:]
        if context.diff { outcome.diff = [Diff(before: .dict(previous), after: .dict(after))] }
        return outcome
    }

    private func selections(_ machine: Machine<some System>) async throws(ModuleFailure) -> Dict {
        let result = try await machine.run([try await machine.require("debconf-show"), package])
        guard result.succeeded else { throw ModuleFailure(result.errorText) }
        var answers: Dict = [:]
        for line in result.text.lines {
            guard let (key, value) = line.cut(at: ":") else { continue }
            answers[.string(key.trimmed().drop { $0 == "*" }.trimmed())] = .string(value.trimmed())
        }
        return answers
    }

    private func differs(
        _ question: String, _ before: Dict, _ machine: Machine<some System>
    ) async throws(ModuleFailure) -> Bool {
        guard let existing = before[.string(question)]?.text else { return true }
        switch kind {
        case "boolean": return value.text != existing.lowercased()
        case "password": return try await value.text != password(question, machine)
        case "multiselect":
            guard let answers = value.sequence?.compactMap(\.text) else { return value.text != existing }
            return answers.sorted() != existing.split(separator: ",").map { $0.trimmed() }.sorted()
        default: return value.text != existing
        }
    }

    /// debconf-show hides passwords.
    private func password(_ question: String, _ machine: Machine<some System>) async throws(ModuleFailure) -> String? {
        let result = try await machine.run([try await machine.require("debconf-get-selections")])
        guard result.succeeded else {
            throw ModuleFailure("Failed to get the value '\(question)' from '\(package)': \(result.errorText)")
        }
        for line in result.text.lines where line.hasPrefix(package) {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            if fields.count > 3, fields[1] == question, fields[2] == kind { return fields[3] }
        }
        return nil
    }
}
