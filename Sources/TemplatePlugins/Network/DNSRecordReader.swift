import Values

/// The fields of a record's data, in the order in which zone files write them.
struct DNSRecordReader {
    /// A field: its name in dictionaries (nil for none), the value there and the text.
    struct Field {
        let name: String?
        let value: Value
        let text: String
    }

    private let message: DNSMessage
    private let record: DNSMessage.Record
    private var place: Int

    init(_ record: DNSMessage.Record, of message: DNSMessage) {
        self.message = message
        self.record = record
        place = record.data.lowerBound
    }

    /// Throws for types whose data is unknown here.
    mutating func fields() throws(DNSMessage.Failure) -> [Field] {
        switch DNSNames.type(record.type) {
        case "A", "AAAA": [try address()]
        case "NS", "CNAME", "PTR", "DNAME": [try name("target")]
        case "MX": [try number("preference", 2), try name("exchange")]
        case "TXT", "SPF": [try strings()]
        case "RP": [try name("mbox"), try name("txt")]
        case "HINFO": [try quoted("cpu"), try quoted("os")]
        case "SOA":
            [try name("mname"), try name("rname")]
                + (try numbers([("serial", 4), ("refresh", 4), ("retry", 4), ("expire", 4), ("minimum", 4)]))
        case "SRV": try numbers([("priority", 2), ("weight", 2), ("port", 2)]) + [try name("target")]
        case "NAPTR":
            try numbers([("order", 2), ("preference", 2)])
                + [try quoted("flags"), try quoted("service"), try quoted("regexp"), try name("replacement")]
        case "CAA": [try number("flags", 1), try word("tag"), rest("value")]
        case "DS": try numbers([("key_tag", 2), ("algorithm", 1), ("digest_type", 1)]) + [hexadecimal("digest")]
        case "SSHFP": try numbers([("algorithm", 1), ("fp_type", 1)]) + [hexadecimal("fingerprint")]
        case "TLSA": try numbers([("usage", 1), ("selector", 1), ("mtype", 1)]) + [hexadecimal("cert")]
        case "DNSKEY": try numbers([("flags", 2), ("protocol", 1), ("algorithm", 1)]) + [base64("key")]
        case "NSEC3PARAM":
            try numbers([("algorithm", 1), ("flags", 1), ("iterations", 2)]) + [try salt()]
        case let type: throw DNSMessage.Failure(message: "records of type \(type) cannot be read")
        }
    }

    private var data: ArraySlice<UInt8> { message.bytes[min(place, record.data.upperBound)..<record.data.upperBound] }

    private mutating func number(_ name: String, _ size: Int) throws(DNSMessage.Failure) -> Field {
        let number = try message.number(at: &place, size)
        return Field(name: name, value: .int(number), text: "\(number)")
    }

    private mutating func numbers(_ fields: [(String, Int)]) throws(DNSMessage.Failure) -> [Field] {
        var result: [Field] = []
        for (name, size) in fields { result.append(try number(name, size)) }
        return result
    }

    private mutating func name(_ name: String) throws(DNSMessage.Failure) -> Field {
        let text = try message.name(at: &place)
        return Field(name: name, value: .string(text), text: text)
    }

    private func address() throws(DNSMessage.Failure) -> Field {
        let bytes = data
        guard bytes.count == 4 || bytes.count == 16 else { throw DNSMessage.Failure(message: "an address is cut off") }
        let number = bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        let text = IPNetwork.text(number, bytes.count == 4 ? .v4 : .v6)
        return Field(name: "address", value: .string(text), text: text)
    }

    private mutating func bytes() throws(DNSMessage.Failure) -> ArraySlice<UInt8> {
        let length = try message.number(at: &place, 1)
        guard length <= data.count else { throw DNSMessage.Failure(message: "a text is cut off") }
        defer { place += length }
        return data.prefix(length)
    }

    private mutating func quoted(_ name: String) throws(DNSMessage.Failure) -> Field {
        let bytes = try bytes()
        return Field(
            name: name, value: .string(String(decoding: bytes, as: UTF8.self)),
            text: "\"\(DNSMessage.shown(bytes, special: "\"\\"))\"")
    }

    private mutating func word(_ name: String) throws(DNSMessage.Failure) -> Field {
        let text = String(decoding: try bytes(), as: UTF8.self)
        return Field(name: name, value: .string(text), text: text)
    }

    private func rest(_ name: String) -> Field {
        Field(
            name: name, value: .string(String(decoding: data, as: UTF8.self)),
            text: "\"\(DNSMessage.shown(data, special: "\"\\"))\"")
    }

    private mutating func strings() throws(DNSMessage.Failure) -> Field {
        var values: [Value] = [], texts: [String] = []
        while !data.isEmpty {
            let field = try quoted("strings")
            values.append(field.value)
            texts.append(field.text)
        }
        return Field(name: "strings", value: .list(values), text: texts.joined(separator: " "))
    }

    private mutating func salt() throws(DNSMessage.Failure) -> Field {
        let text = Digest.hexadecimal(Array(try bytes()))
        return Field(name: "salt", value: .string(text), text: text.isEmpty ? "-" : text)
    }

    private func hexadecimal(_ name: String) -> Field {
        let text = Digest.hexadecimal(Array(data))
        return Field(name: name, value: .string(text), text: Self.chunked(text, 128))
    }

    private func base64(_ name: String) -> Field {
        let text = Base64.encode(Array(data))
        return Field(name: name, value: .string(text), text: Self.chunked(text, 32))
    }

    private static func chunked(_ text: String, _ size: Int) -> String {
        let letters = Array(text)
        return stride(from: 0, to: letters.count, by: size)
            .map { String(letters[$0..<min($0 + size, letters.count)]) }.joined(separator: " ")
    }
}
