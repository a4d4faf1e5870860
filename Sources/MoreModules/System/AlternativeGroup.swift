import HostModules
import Modules
import Values

/// What `update-alternatives --display` prints about one name.
struct AlternativeGroup: Sendable {
    struct Choice: Sendable {
        var priority: Int
        var family: String?
        /// Dicts of `name`, `path` and `link`.
        var subcommands: [Value] = []
    }

    private(set) var isManual = false
    private(set) var current: String?
    private(set) var link: String?
    /// By path.
    private(set) var choices: [String: Choice] = [:]

    init(_ text: String) {
        var links: [String: String] = [:]
        var path: String?
        for line in text.lines {
            let content = line.trimmed()
            let words = content.words
            if line.hasSuffix(" - manual mode") || line.hasSuffix("status is manual.") {
                isManual = true
            } else if content.hasPrefix("link currently points to ") {
                current = String(content.dropFirst("link currently points to ".count))
            } else if words.count > 3, words[0] == "link", words[2] == "is" {
                link = words[3...].joined(separator: " ")
            } else if words.count > 3, words[0] == "slave" || words[0] == "follower", words[2] == "is" {
                links[words[1]] = words[3...].joined(separator: " ")
            } else if line.hasPrefix("/"), let dash = line.firstOccurrence(of: " - ") {
                let rest = line[dash.upperBound...].words
                guard let place = rest.firstIndex(of: "priority"), place + 1 < rest.count,
                    let number = Int(rest[place + 1])
                else { continue }
                let family = rest.first == "family" && rest.count > 1 ? rest[1] : nil
                path = String(line[..<dash.lowerBound])
                choices[path ?? ""] = Choice(priority: number, family: family)
            } else if let path, words.count > 2, words[0] == "slave" || words[0] == "follower", words[1].hasSuffix(":")
            {
                let name = String(words[1].dropLast())
                let target = words[2...].joined(separator: " ")
                guard target != "(null)" else { continue }
                choices[path]?.subcommands.append([
                    "name": .string(name), "path": .string(target), "link": Value(links[name]),
                ])
            }
        }
    }
}
