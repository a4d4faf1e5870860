import Modules
import Values

/// A sysctl.conf(5).
struct SysctlFile: Sendable {
    let lines: [String]

    /// The last value of each name.
    var values: [String: String] {
        var values: [String: String] = [:]
        for line in lines {
            guard let (name, value) = Self.setting(line) else { continue }
            values[name] = value
        }
        return values
    }

    /// The text with each name once, and with `name` set to `value` or, where that is nil, left out.
    func rewritten(_ name: String, value: String?) -> String {
        var seen: Set<String> = []
        var text = ""
        for line in lines {
            guard let (key, old) = Self.setting(line) else {
                text += line.trimmed() + "\n"
                continue
            }
            guard seen.insert(key).inserted else { continue }
            if key != name { text += "\(key)=\(old)\n" } else if let value { text += "\(key)=\(value)\n" }
        }
        if let value, !seen.contains(name) { text += "\(name)=\(value)\n" }
        return text
    }

    private static func setting(_ line: String) -> (name: String, value: String)? {
        let content = line.trimmed()
        guard !content.hasPrefix("#"), !content.hasPrefix(";"), let (name, value) = content.cut(at: "=") else {
            return nil
        }
        return (name.trimmed(), value.trimmed())
    }
}
