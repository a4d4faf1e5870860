import Glibc
import Synchronization
import System

/// The lines of ssh_config(5) files, read once each, and what they say for a host.
///
/// `Host` and `Match` with `all`, `host`, `originalhost`, `user` and `localuser` are understood; a `Match` with
/// another criterion (`exec`, `canonical`) matches nothing.
struct SSHConfiguration: Sendable {
    private struct Line: Sendable {
        var keyword: String
        var value: String
    }

    private static let includeDepth = 8
    private static let known = Mutex<[String: [Line]]>([:])

    /// What the files say for one host.
    struct Answer: Sendable {
        /// Values by keyword; the first line that names one wins, but some add up.
        var values: [String: [String]] = [:]
        /// Keywords, as they were written, that bear on the host and are not honoured.
        var unhonoured: [String] = []
    }

    private var lines: [Line] = []

    /// Reads files that are there; what is missing says nothing.
    static func read(_ paths: [String], home: String) async -> SSHConfiguration {
        var configuration = SSHConfiguration()
        for path in paths {
            configuration.lines.append(Line(keyword: "host", value: "*"))
            configuration.lines += await lines(of: path, home: home, depth: 0)
        }
        return configuration
    }

    private static func lines(of path: String, home: String, depth: Int) async -> [Line] {
        if let lines = known.withLock({ $0[path] }) { return lines }
        guard depth < includeDepth, let bytes = try? await LocalSystem().read(path, limit: 4 << 20) else { return [] }
        var lines: [Line] = []
        for text in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
            guard let (keyword, value) = keyword(in: String(text)) else { continue }
            guard keyword == "include" else {
                lines.append(Line(keyword: keyword, value: value))
                continue
            }
            for pattern in value.split(separator: " ") {
                var file = pattern.hasPrefix("~/") ? home + pattern.dropFirst() : String(pattern)
                if !file.hasPrefix("/") { file = (path.hasPrefix("/etc/") ? "/etc/ssh/" : "\(home)/.ssh/") + file }
                for found in (try? await LocalSystem().glob(file)) ?? [] {
                    lines += await Self.lines(of: found, home: home, depth: depth + 1)
                }
            }
        }
        let result = lines
        known.withLock { $0[path] = result }
        return result
    }

    /// A line's keyword in lower case and its value without quotes; nil for comments and empty lines.
    static func keyword(in line: String) -> (name: String, value: String)? {
        let text = line.drop(while: \.isWhitespace)
        guard let first = text.first, first != "#" else { return nil }
        let name = text.prefix { !$0.isWhitespace && $0 != "=" }
        var value = text[name.endIndex...].drop(while: \.isWhitespace)
        if value.first == "=" { value = value.dropFirst().drop(while: \.isWhitespace) }
        while value.last?.isWhitespace == true { value = value.dropLast() }
        if value.count >= 2, value.first == "\"", value.last == "\"" { value = value.dropFirst().dropLast() }
        return name.isEmpty || value.isEmpty ? nil : (name.lowercased(), String(value))
    }

    func answer(for host: String, user: String?) -> Answer {
        var answer = Answer()
        var applies = true
        for line in lines {
            switch line.keyword {
            case "host": applies = Self.matches(line.value.split(separator: " "), host)
            case "match":
                applies = matchApplies(line.value, host, user, &answer)
            default:
                guard applies, let handling = SSHKeyword.handling(of: line.keyword) else { continue }
                switch handling {
                case .honoured:
                    if answer.values[line.keyword] == nil || SSHKeyword.accumulating.contains(line.keyword) {
                        answer.values[line.keyword, default: []].append(line.value)
                    }
                case .warned where line.value.lowercased() != "no" && line.value.lowercased() != "none":
                    answer.unhonoured.append("\(line.keyword) \(line.value)")
                default: break
                }
            }
        }
        return answer
    }

    private func matchApplies(
        _ criteria: String, _ host: String, _ given: String?, _ answer: inout Answer
    ) -> Bool {
        let (hostName, user) = (answer.values["hostname"]?.first, answer.values["user"]?.first ?? given)
        var words = criteria.split(whereSeparator: \.isWhitespace)[...]
        while let word = words.popFirst() {
            let isNegated = word.hasPrefix("!")
            let name = (isNegated ? word.dropFirst() : word).lowercased()
            if name == "all" { continue }
            if ["canonical", "final", "exec", "localnetwork", "tagged"].contains(name) {
                answer.unhonoured.append("match \(name)")
                return false
            }
            guard let argument = words.popFirst() else { return false }
            let subject: String
            switch name {
            case "host": subject = hostName ?? host
            case "originalhost": subject = host
            case "user": subject = user ?? ""
            case "localuser": subject = ProcessEnvironment.current["USER"] ?? ""
            default: return false
            }
            guard Self.matches(argument.split(separator: ","), subject) != isNegated else { return false }
        }
        return true
    }

    /// ssh's pattern lists: one must match, none with `!` may.
    static func matches(_ patterns: [Substring], _ subject: String) -> Bool {
        var isMatched = false
        for pattern in patterns {
            let isNegated = pattern.hasPrefix("!")
            let glob = String(isNegated ? pattern.dropFirst() : pattern)
            // Square brackets are plain characters here: known_hosts writes [host]:port.
            let escaped = glob.reduce(into: "") { $0 += $1 == "[" || $1 == "]" || $1 == "\\" ? "\\\($1)" : String($1) }
            guard fnmatch(escaped.lowercased(), subject.lowercased(), 0) == 0 else { continue }
            if isNegated { return false }
            isMatched = true
        }
        return isMatched
    }
}
