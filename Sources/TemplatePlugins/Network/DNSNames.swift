/// The words for numbers of the domain name system.
enum DNSNames {
    static let types: [String: Int] = [
        "A": 1, "NS": 2, "CNAME": 5, "SOA": 6, "PTR": 12, "HINFO": 13, "MX": 15, "TXT": 16, "RP": 17, "AAAA": 28,
        "SRV": 33, "NAPTR": 35, "DNAME": 39, "DS": 43, "SSHFP": 44, "RRSIG": 46, "DNSKEY": 48, "NSEC3PARAM": 51,
        "TLSA": 52, "SPF": 99, "ANY": 255, "CAA": 257,
    ]
    static let classes: [String: Int] = ["IN": 1, "CH": 3, "HS": 4, "ANY": 255]

    private static let codes = [1: "FORMERR", 2: "SERVFAIL", 4: "NOTIMP", 5: "REFUSED"]

    static func type(_ number: Int) -> String { types.first { $0.value == number }?.key ?? "TYPE\(number)" }
    static func `class`(_ number: Int) -> String { classes.first { $0.value == number }?.key ?? "CLASS\(number)" }
    static func code(_ number: Int) -> String { codes[number] ?? "RCODE\(number)" }
}
