/// What the options of a connection plugin are on one host, by their names.
public struct PluginOptions: Sendable, Hashable {
    /// One option's value.
    public enum Value: Sendable, Hashable {
        case text(String)
        case flag(Bool)
        case number(Int)
        /// Names and texts, in their order.
        case mapping([Pair])
        /// A structure as JSON text, for options that take a text or a structure.
        case structure(String)
    }

    public struct Pair: Sendable, Hashable {
        public var name: String
        public var text: String

        public init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    private var values: [String: Value] = [:]

    /// No option is set.
    public init() {}

    public subscript(_ name: String) -> Value? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// The text of an option; nil where it is not set or empty.
    public func text(_ name: String) -> String? {
        switch values[name] {
        case .text(let text): text.isEmpty ? nil : text
        case .number(let number): String(number)
        case .flag(let flag): flag ? "true" : "false"
        default: nil
        }
    }

    public func flag(_ name: String) -> Bool? {
        if case .flag(let flag) = values[name] { flag } else { nil }
    }

    public func number(_ name: String) -> Int? {
        if case .number(let number) = values[name] { number } else { nil }
    }

    public func mapping(_ name: String) -> [Pair] {
        if case .mapping(let pairs) = values[name] { pairs } else { [] }
    }

    /// A structure's JSON text.
    public func structure(_ name: String) -> String? {
        if case .structure(let text) = values[name] { text } else { nil }
    }

    /// The words of an option as a POSIX shell cuts them.
    public func words(_ name: String) -> [String] { text(name).map(CommandWords.split) ?? [] }
}
