/// Answers DNS queries (RFC 1035) for the names of a network; whatever else is asked for does not exist.
struct NameServer {
    let names: [String: IPv4]

    /// The answer to a query; nil for what is none.
    func answer(_ query: [UInt8]) -> [UInt8]? {
        // One question, and no answer in it.
        guard query.count > 16, query[2] & 0x80 == 0, query[4] == 0, query[5] == 1 else { return nil }
        var place = 12
        var labels: [String] = []
        while place < query.count, query[place] != 0 {
            let length = Int(query[place])
            guard length < 64, place + 1 + length < query.count else { return nil }
            labels.append(String(decoding: query[place + 1..<place + 1 + length], as: UTF8.self).lowercased())
            place += 1 + length
        }
        guard place + 5 <= query.count else { return nil }
        let question = query[12..<place + 5]
        let kind = Int(query[place + 1]) << 8 | Int(query[place + 2])
        let (isKnown, records) = records(labels, kind)
        // A response, with authority, recursion as desired and available; NXDOMAIN where the name is unknown.
        let flags: [UInt8] = [0x84 | query[2] & 0x01, 0x80 | (isKnown ? 0 : 3)]
        return query[0..<2] + flags + [0, 1, 0, UInt8(records.count), 0, 0, 0, 0] + question + records.joined()
    }

    /// Whether the name exists, and its records of a kind.
    private func records(_ labels: [String], _ kind: Int) -> (Bool, [[UInt8]]) {
        let address = 1, pointer = 12
        if let found = names[labels.joined(separator: ".")] {
            // A pointer to the name in the question, type A, class IN, ten seconds.
            return (true, kind == address ? [[0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 10, 0, 4] + found.bytes] : [])
        }
        guard labels.suffix(2) == ["in-addr", "arpa"],
            let asked = IPv4(labels.dropLast(2).reversed().joined(separator: ".")),
            let name = names.filter({ $0.value == asked }).keys.min(by: { ($0.count, $0) < ($1.count, $1) })
        else { return (false, []) }
        let text: [UInt8] = name.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
        let record: [UInt8] =
            [0xC0, 12, 0, 12, 0, 1, 0, 0, 0, 10, UInt8(text.count >> 8), UInt8(text.count & 255)] + text
        return (true, kind == pointer ? [record] : [])
    }
}
