import Diagnostics
import Values
import YAML

/// One word of the playbook language that stands beside an action: where it may stand, how it is read, what hands it
/// down, and what it means.
public struct Keyword: Sendable {
    /// What a keyword can stand at.
    public struct Places: OptionSet, Sendable, Hashable {
        public let rawValue: UInt16
        public init(rawValue: UInt16) { self.rawValue = rawValue }

        public static let play = Places(rawValue: 1)
        public static let role = Places(rawValue: 2)
        public static let block = Places(rawValue: 4)
        public static let task = Places(rawValue: 8)
        public static let handler = Places(rawValue: 16)
        /// `include_tasks` and `include_role`.
        public static let include = Places(rawValue: 32)
        public static let importPlaybook = Places(rawValue: 64)
        public static let metadata = Places(rawValue: 128)

        static let tasks: Places = [.task, .handler]
        static let everywhere: Places = [.play, .role, .block, .task, .handler, .importPlaybook, .metadata]
    }

    /// What becomes of a keyword that stands at several levels.
    public enum Inheritance: String, Sendable {
        /// It holds only where it is written.
        case none
        /// The innermost wins.
        case nearest
        /// All hold, the outermost first.
        case outermostFirst
        /// All hold, the innermost first.
        case innermostFirst
    }

    public let name: String
    public let places: Places
    public let inheritance: Inheritance
    /// What it does, one sentence.
    public let documentation: String

    let read: @Sendable (Written, inout Draft) throws(Diagnostic) -> Void
    /// Adds what was written (second) to what is inherited (first).
    let inherit: @Sendable (inout Attributes, Attributes) -> Void
}

extension Keyword {
    /// A keyword that nothing inherits.
    init(
        _ name: String, _ places: Places, _ documentation: String,
        read: @escaping @Sendable (Written, inout Draft) throws(Diagnostic) -> Void
    ) {
        self.init(
            name: name, places: places, inheritance: .none, documentation: documentation, read: read,
            inherit: { _, _ in })
    }

    /// A keyword of one value, the nearest of which holds.
    init(
        _ name: String, _ places: Places, nearest path: ValuePath<Attributes>,
        form: Written.Form = .any, _ documentation: String
    ) {
        self.init(
            name: name, places: places, inheritance: .nearest, documentation: documentation,
            read: { node, draft throws(Diagnostic) in
                draft.attributes[keyPath: path] = try node.optionalValue(of: name, form)
            },
            inherit: { inherited, own in
                if let value = own[keyPath: path] { inherited[keyPath: path] = value }
            })
    }
}
