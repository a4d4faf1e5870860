import Values

extension Option {
    /// Options written as words: `name!(alias,alias)*:kind=default{choice|choice}`, each part but the name left out
    /// where it is not needed. `!` is required, `*` never shown; a kind is `str` where none stands, and `list:int` is a
    /// list of integers (of texts without more). A list's default is empty (`=`).
    ///
    /// A few dozen bytes an option, where a call of the initializer takes hundreds of the agent's.
    package static func table(_ text: String) -> [Option] { text.words.map { Option(word: $0) } }

    private init(word: String) {
        var rest = word[...]
        func part(upTo marks: String) -> String {
            let part = rest.prefix { !marks.contains($0) }
            rest = rest.dropFirst(part.count)
            return String(part)
        }
        func takes(_ mark: Character) -> Bool {
            guard rest.first == mark else { return false }
            rest.removeFirst()
            return true
        }
        self.init(part(upTo: "!(*:={"))
        required = takes("!")
        if takes("(") {
            aliases = part(upTo: ")").split(separator: "," as Character).map(String.init)
            rest.removeFirst()
        }
        noLog = takes("*")
        if takes(":") { kind = Kind(rawValue: part(upTo: ":={")) ?? .string }
        if kind == .list { elements = .string }
        if takes(":") { elements = Kind(rawValue: part(upTo: "={")) ?? .string }
        if takes("=") {
            let text = part(upTo: "{")
            switch kind {
            case .bool: self.default = .bool(text == "true")
            case .int: self.default = .int(Int(text) ?? 0)
            case .list: self.default = .list([])
            case .dict: self.default = .dict([:])
            default: self.default = .string(text)
            }
        }
        if takes("{") {
            choices = part(upTo: "}").split(separator: "|" as Character).map { .string(String($0)) }
        }
    }
}
