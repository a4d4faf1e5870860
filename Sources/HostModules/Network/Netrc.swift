import Modules
import Values

/// A netrc(5) file: names and passwords by host.
struct Netrc: Sendable {
    private var entries: [String: (user: String, password: String)] = [:]

    init(_ text: String) {
        var host: String?
        var (user, password) = ("", "")
        var inMacro = false
        func keep(_ entries: inout [String: (user: String, password: String)]) {
            if let host, entries[host] == nil { entries[host] = (user, password) }
        }
        for line in text.lines {
            // A macro goes on to the next empty line.
            if inMacro {
                inMacro = !line.trimmed().isEmpty
                continue
            }
            var words = line.words[...]
            while let word = words.popFirst() {
                switch word {
                case "machine", "default":
                    keep(&entries)
                    host = word == "default" ? "" : words.popFirst()
                    (user, password) = ("", "")
                case "login", "user": user = words.popFirst() ?? ""
                case "password": password = words.popFirst() ?? ""
                case "account": _ = words.popFirst()
                case "macdef":
                    inMacro = true
                    words = []
                default:
                    if word.hasPrefix("#") { words = [] }
                }
            }
        }
        keep(&entries)
    }

    /// What a host asks for; that of `default` where it has no entry of its own.
    subscript(host: String) -> (user: String, password: String)? { entries[host] ?? entries[""] }
}
