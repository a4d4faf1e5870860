import Values

/// A Dockerfile as its instructions (the Dockerfile reference).
public struct Dockerfile: Sendable {
    /// One instruction.
    public struct Instruction: Sendable, Hashable {
        /// In upper case.
        public var keyword: String
        /// `--from=x` and the like, without the dashes.
        public var flags: [(name: String, value: String)] { Self.split(text).flags }
        /// What follows the keyword and its flags, lines joined.
        public var rest: String { Self.split(text).rest }
        /// The line that it begins in, from 1.
        public var line: Int
        /// All that follows the keyword.
        public var text: String
        /// The texts of here-documents, in order.
        public var documents: [String]

        /// As it is shown in messages: its first words.
        public var title: String {
            let words = "\(keyword) \(text)".split(whereSeparator: \.isWhitespace).joined(separator: " ")
            return words.count > 120 ? "\(words.prefix(117))..." : words
        }

        private static func split(_ text: String) -> (flags: [(name: String, value: String)], rest: String) {
            var rest = text.drop(while: \.isWhitespace)
            var flags: [(name: String, value: String)] = []
            while rest.hasPrefix("--") {
                let word = rest.prefix { !$0.isWhitespace }
                let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
                flags.append((parts.first ?? "", parts.count > 1 ? parts[1] : ""))
                rest = rest.dropFirst(word.count).drop(while: \.isWhitespace)
            }
            return (flags, String(rest))
        }
    }

    public var instructions: [Instruction]
    /// What joins lines: a backslash, or a backtick where the first line says so.
    let escape: Character

    private static let keywords: Set = [
        "FROM", "RUN", "CMD", "LABEL", "MAINTAINER", "EXPOSE", "ENV", "ADD", "COPY", "ENTRYPOINT", "VOLUME", "USER",
        "WORKDIR", "ARG", "ONBUILD", "STOPSIGNAL", "HEALTHCHECK", "SHELL",
    ]

    /// Throws what is wrong, with its line.
    public init(_ text: String) throws(HostError) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasSuffix("\r") ? String(line.dropLast()) : String(line)
        }
        escape = lines.contains { $0.lowercased().filter { $0 != " " }.hasPrefix("#escape=`") } ? "`" : "\\"
        instructions = []
        var index = 0
        lines.append("")
        while index < lines.count {
            var start = index
            var joined = "", isOpen = true
            while isOpen && index < lines.count {
                let line = lines[index]
                index += 1
                let bare = line.drop(while: \.isWhitespace)
                // Comments and empty lines are left out inside of an instruction as well.
                if bare.hasPrefix("#") || (bare.isEmpty && index < lines.count) {
                    if joined.isEmpty { start = index }
                    continue
                }
                let trimmed = line.trimmed()
                isOpen = trimmed.last == escape
                joined += isOpen ? String(trimmed.dropLast()) : line
            }
            let words = joined.split(maxSplits: 1, whereSeparator: \.isWhitespace)
            guard let word = words.first else { continue }
            let keyword = word.uppercased()
            guard Self.keywords.contains(keyword) else {
                throw HostError("Dockerfile line \(start + 1): \(word) is no instruction")
            }
            var instruction = Instruction(
                keyword: keyword, line: start + 1, text: words.count > 1 ? words[1].trimmed() : "",
                documents: [])
            if ["RUN", "COPY", "ADD"].contains(keyword) {
                for mark in Self.documentMarks(instruction.text) {
                    var body: [String] = []
                    while index < lines.count, Self.ending(lines[index], mark) != mark.word {
                        body.append(mark.isIndented ? String(lines[index].drop { $0 == "\t" }) : lines[index])
                        index += 1
                    }
                    guard index < lines.count else {
                        throw HostError("Dockerfile line \(start + 1): the text up to \(mark.word) does not end")
                    }
                    index += 1
                    instruction.documents.append(body.map { $0 + "\n" }.joined())
                }
            }
            if instruction.text.isEmpty { throw HostError("Dockerfile line \(start + 1): \(keyword) of nothing") }
            instructions.append(instruction)
        }
        guard let first = instructions.first(where: { $0.keyword != "ARG" }), first.keyword == "FROM" else {
            throw HostError("the Dockerfile does not begin with FROM")
        }
    }

    private static func ending(_ line: String, _ mark: (word: String, isIndented: Bool)) -> String {
        mark.isIndented ? String(line.drop { $0 == "\t" }) : line
    }

    /// The words that end the here-documents of an instruction, `<<EOF`, `<<-EOF`, `<<"EOF"`.
    private static func documentMarks(_ text: String) -> [(word: String, isIndented: Bool)] {
        text.split(whereSeparator: \.isWhitespace).compactMap { part in
            guard part.hasPrefix("<<"), !part.hasPrefix("<<<") else { return nil }
            let isIndented = part.dropFirst(2).hasPrefix("-")
            let word = part.dropFirst(isIndented ? 3 : 2).filter { $0 != "\"" && $0 != "'" }
            return word.isEmpty || !word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
                ? nil : (word, isIndented)
        }
    }
}
