import Modules

/// Text in paragraphs of `Field: value` lines, as Debian's control files have it (deb822(5)).
enum Deb822 {
    static func paragraphs(_ text: String) -> [[String: String]] {
        var paragraphs: [[String: String]] = []
        var fields: [String: String] = [:]
        var last: String?
        for line in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
            if line.isEmpty {
                if !fields.isEmpty { paragraphs.append(fields) }
                (fields, last) = ([:], nil)
            } else if line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t") {
                if let last { fields[last, default: ""] += "\n" + String(Substring(line)) }
            } else if line.first != UInt8(ascii: "#"), let colon = line.firstIndex(of: UInt8(ascii: ":")) {
                let name = String(Substring(line[..<colon]))
                fields[name] = String(Substring(line[line.index(after: colon)...].drop { $0 == 32 || $0 == 9 }))
                last = name
            }
        }
        if !fields.isEmpty { paragraphs.append(fields) }
        return paragraphs
    }
}
