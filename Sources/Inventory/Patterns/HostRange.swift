import Diagnostics

/// Host names written with ranges: `db[01:10:3]-[a:c]`.
enum HostRange {
    /// How many hosts one pattern may stand for.
    private static let limit = 1_000_000
    private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")

    /// The names that `pattern` stands for, in order, and the port behind it.
    static func expand(_ pattern: String) throws(Diagnostic) -> (names: [String], port: Int?) {
        guard pattern.contains("[") || pattern.contains(":") else { return ([pattern], nil) }
        let address = HostAddress(pattern, allowRanges: true)
        let host = address?.host ?? pattern
        return (try names(host), address?.port)
    }

    private static func names(_ host: String) throws(Diagnostic) -> [String] {
        var done = [""], rest = host[...]
        while let open = rest.firstIndex(of: "[") {
            guard let close = rest[open...].firstIndex(of: "]") else {
                throw Diagnostic("host range must be begin:end or begin:end:step")
            }
            let head = rest[..<open]
            let steps = try values(rest[rest.index(after: open)..<close])
            guard done.count * steps.count <= limit else {
                throw Diagnostic("the host range '\(host)' stands for too many hosts")
            }
            done = done.flatMap { prefix in steps.map { prefix + head + $0 } }
            rest = rest[rest.index(after: close)...]
        }
        return done.map { $0 + rest }
    }

    private static func values(_ range: Substring) throws(Diagnostic) -> [String] {
        let bounds = range.split(separator: ":", omittingEmptySubsequences: false)
        guard bounds.count == 2 || bounds.count == 3 else {
            throw Diagnostic("host range must be begin:end or begin:end:step")
        }
        let begin = bounds[0].isEmpty ? "0" : bounds[0], end = bounds[1]
        if end.isEmpty { throw Diagnostic("host range must specify end value") }
        guard let step = bounds.count == 3 ? Int(bounds[2]) : 1, step > 0 else {
            throw Diagnostic("host range must have a step that is a positive number")
        }
        let isFilled = begin.first == "0" && begin.count > 1
        if isFilled, begin.count != end.count {
            throw Diagnostic("host range must specify equal-length begin and end formats")
        }
        if let first = index(begin), let last = index(end) {
            if first > last { throw Diagnostic("host range must have begin <= end") }
            return stride(from: first, through: last, by: step).map { String(letters[$0]) }
        }
        guard let first = Int(begin), let last = Int(end) else {
            throw Diagnostic("host range must have numbers or single letters for begin and end, not '\(range)'")
        }
        guard last < first || (last - first) / step < limit else {
            throw Diagnostic("the host range '\(range)' stands for too many hosts")
        }
        return stride(from: first, through: last, by: step).map { number in
            let text = String(number)
            guard isFilled else { return text }
            return String(repeating: "0", count: max(0, begin.count - text.count)) + text
        }
    }

    private static func index(_ text: Substring) -> Int? {
        text.count == 1 ? letters.firstIndex(of: text[text.startIndex]) : nil
    }
}
