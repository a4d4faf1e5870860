/// The question and the answers of the domain name system, as they go over the wire (RFC 1035).
struct DNSMessage {
    struct Failure: Error { let message: String }

    struct Record {
        let owner: String
        let type: Int
        let `class`: Int
        let timeToLive: Int
        /// Where the data stands in the message: names in it may point elsewhere.
        let data: Range<Int>
    }

    let bytes: [UInt8]
    /// 0 for an answer, 2 for a server's failure, 3 for a name that is not there.
    let code: Int
    let isTruncated: Bool
    private(set) var answers: [Record] = []

    /// A question for one name, with room for an answer of 4096 bytes and DNSSEC's records welcome.
    static func question(_ name: String, type: Int, class: Int, id: UInt16) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = big(id) + [1, 0, 0, 1, 0, 0, 0, 0, 0, 1]
        for label in name.split(separator: ".") {
            guard label.utf8.count < 64 else { throw Failure(message: "A DNS label is > 63 octets long.") }
            bytes.append(UInt8(label.utf8.count))
            bytes += label.utf8
        }
        guard bytes.count < 266 else { throw Failure(message: "A DNS name is > 255 octets long.") }
        bytes += [0] + big(UInt16(truncatingIfNeeded: type)) + big(UInt16(truncatingIfNeeded: `class`))
        return bytes + [0, 0, 41, 16, 0, 0, 0, 0x80, 0, 0, 0]
    }

    private static func big(_ number: UInt16) -> [UInt8] { [UInt8(number >> 8), UInt8(truncatingIfNeeded: number)] }

    /// Reads an answer to the question with that id.
    init(_ bytes: [UInt8], id: UInt16) throws(Failure) {
        self.bytes = bytes
        guard bytes.count >= 12, bytes[0] == UInt8(id >> 8), bytes[1] == UInt8(truncatingIfNeeded: id),
            bytes[2] & 0x80 != 0
        else { throw Failure(message: "no answer to the question") }
        code = Int(bytes[3] & 0xf)
        isTruncated = bytes[2] & 2 != 0
        var place = 12
        for _ in 0..<(Int(bytes[4]) << 8 | Int(bytes[5])) {
            _ = try name(at: &place)
            place += 4
        }
        for _ in 0..<(Int(bytes[6]) << 8 | Int(bytes[7])) {
            let owner = try name(at: &place)
            let type = try number(at: &place, 2), kind = try number(at: &place, 2), time = try number(at: &place, 4)
            let length = try number(at: &place, 2)
            guard place + length <= bytes.count else { throw Failure(message: "the answer is cut off") }
            answers.append(
                Record(owner: owner, type: type, class: kind, timeToLive: time, data: place..<(place + length)))
            place += length
        }
    }

    func number(at place: inout Int, _ size: Int) throws(Failure) -> Int {
        guard place + size <= bytes.count else { throw Failure(message: "the answer is cut off") }
        defer { place += size }
        return bytes[place..<(place + size)].reduce(0) { $0 << 8 | Int($1) }
    }

    /// The name at a place, with its closing dot.
    func name(at place: inout Int) throws(Failure) -> String {
        var labels: [String] = [], cursor = place, hasJumped = false, jumps = 0
        while true {
            let length = try number(at: &cursor, 1)
            if length == 0 { break }
            if length & 0xc0 == 0xc0 {
                let target = (length & 0x3f) << 8 | (try number(at: &cursor, 1))
                if !hasJumped { place = cursor }
                hasJumped = true
                jumps += 1
                guard jumps < 64 else { throw Failure(message: "a name points in circles") }
                cursor = target
                continue
            }
            guard cursor + length <= bytes.count else { throw Failure(message: "the answer is cut off") }
            labels.append(Self.shown(bytes[cursor..<(cursor + length)], special: "\".;\\@$()"))
            cursor += length
        }
        if !hasJumped { place = cursor }
        return labels.joined(separator: ".") + "."
    }

    /// Bytes as zone files write them: marks behind a backslash, what cannot be printed by its number.
    static func shown(_ bytes: some Sequence<UInt8>, special: String) -> String {
        bytes.reduce(into: "") { text, byte in
            let letter = Character(Unicode.Scalar(byte))
            if special.contains(letter) {
                text += "\\\(letter)"
            } else if (33..<127).contains(byte) || byte == 32 && special == "\"\\" {
                text.append(letter)
            } else {
                let digits = String(byte)
                text += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            }
        }
    }
}
