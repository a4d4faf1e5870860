import Modules
import System
import Values

/// `ansible.builtin.getent`: entries of the name service's databases as facts.
struct GetentModule: Module {
    static let name = "ansible.builtin.getent"
    static let arguments = ArgumentSpec(
        [
            Option("database", required: true), Option("key"), Option("service"), Option("split"),
            Option("fail_key", .bool, default: true),
        ], operands: ["database", "key", "service"])

    private let database: String
    private let key: String?
    private let service: String?
    private let split: String?
    private let failsOnMissing: Bool

    init(_ arguments: Arguments) throws(ModuleFailure) {
        database = arguments.string("database") ?? ""
        key = arguments.string("key")
        service = arguments.string("service")
        let hasColons = ["passwd", "shadow", "group", "gshadow"].contains(database)
        split = arguments.string("split") ?? (hasColons ? ":" : nil)
        failsOnMissing = arguments.bool("fail_key") ?? true
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        var command = [try await machine.require("getent"), database]
        if let key { command.append(key) }
        if let service { command += ["-s", service] }
        let result = try await machine.run(command)
        let tree = Value.string("getent_\(database)")
        switch result.status {
        case 0: return Outcome(facts: [tree: .dict(entries(result.text))])
        case 1: throw ModuleFailure("Missing arguments, or database unknown.")
        case 2:
            let message = "One or more supplied key could not be found in the database."
            guard !failsOnMissing, let key else { throw ModuleFailure(message) }
            return Outcome(message: message, facts: [tree: [.string(key): .none]])
        case 3: throw ModuleFailure("Enumeration not supported on this database.")
        default: throw ModuleFailure("Unexpected failure!")
        }
    }

    /// Fields after the first by the first; a name with several entries has a list of them.
    private func entries(_ text: String) -> Dict {
        var entries: Dict = [:]
        var counts: [String: Int] = [:]
        for line in text.lines {
            let fields =
                split.map {
                    line.replacing($0, by: "\u{1}").split(separator: "\u{1}", omittingEmptySubsequences: false).map(
                        String.init)
                } ?? line.words
            guard let name = fields.first else { continue }
            let record = Value.texts(Array(fields.dropFirst()))
            switch counts[name, default: 0] {
            case 0: entries[.string(name)] = record
            case 1: entries[.string(name)] = .list([entries[.string(name)] ?? .none, record])
            default: entries[.string(name)] = .list((entries[.string(name)]?.sequence ?? []) + [record])
            }
            counts[name, default: 0] += 1
        }
        return entries
    }
}
