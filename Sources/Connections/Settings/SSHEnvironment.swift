import Glibc

/// Which variables a session sends: `SendEnv` and `SetEnv` of ssh_config(5).
struct SSHEnvironment {
    /// Patterns of names, those with `-` before them take back what earlier ones took.
    private let patterns: [Substring]
    private let assignments: [(name: String, value: String)]

    /// The lines' values, each of several words.
    init(send: [String], set: [String]) {
        patterns = send.flatMap { $0.split(whereSeparator: \.isWhitespace) }
        assignments = set.flatMap { Self.words($0) }.compactMap { word in
            word.firstIndex(of: "=").map { (String(word[..<$0]), String(word[word.index(after: $0)...])) }
        }
    }

    /// What is sent of `environment`, by name; what is set wins.
    func variables(of environment: [String: String]) -> [(name: String, value: String)] {
        var taken: [String: String] = [:]
        for (name, value) in environment where isSent(name) { taken[name] = value }
        for (name, value) in assignments { taken[name] = value }
        return taken.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func isSent(_ name: String) -> Bool {
        var isSent = false
        for pattern in patterns {
            let isTakenBack = pattern.hasPrefix("-")
            let glob = isTakenBack ? String(pattern.dropFirst()) : String(pattern)
            if fnmatch(glob, name, 0) == 0 { isSent = !isTakenBack }
        }
        return isSent
    }

    /// Words, of which those in double quotes may hold blanks.
    private static func words(_ text: String) -> [String] {
        var (words, word, isQuoted) = ([String](), "", false)
        for character in text {
            if character == "\"" {
                isQuoted.toggle()
            } else if character.isWhitespace, !isQuoted {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        return word.isEmpty ? words : words + [word]
    }
}
