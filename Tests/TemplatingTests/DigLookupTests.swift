import Diagnostics
import Jinja
import TemplatePlugins
import Templating
import Testing
import Values

/// The lookup `dig`, asking a name server on loopback.
@Suite struct DigLookupTests {
    private typealias Record = DNSServer.Record

    private static func record(_ owner: String, _ type: Int, _ data: [UInt8]) -> Record {
        Record(owner: owner, type: type, data: data)
    }

    private static func name(_ name: String) -> [UInt8] { DNSServer.name(name) }
    private static func text(_ text: String) -> [UInt8] { [UInt8(text.utf8.count)] + Array(text.utf8) }

    private static let known: [Record] = {
        var records: [Record] = [record("a.test.", 1, [192, 0, 2, 1]), record("a.test.", 1, [192, 0, 2, 2])]
        let long: [UInt8] = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
        records.append(record("a.test.", 28, long))
        let preference: [UInt8] = [0, 10]
        records.append(record("a.test.", 15, preference + name("mx.a.test.")))
        records.append(record("a.test.", 16, text("a \"b\"") + text("c")))
        let service: [UInt8] = [0, 1, 0, 2, 0, 80]
        records.append(record("a.test.", 33, service + name("h.test.")))
        let flags: [UInt8] = [0]
        records.append(record("a.test.", 257, flags + text("issue") + Array("ca.test".utf8)))
        let times: [UInt8] = [0, 0, 0, 7, 0, 0, 0, 7, 0, 0, 0, 7, 0, 0, 0, 7, 0, 0, 0, 7]
        records.append(record("a.test.", 6, name("ns.test.") + name("me.test.") + times))
        return records
    }()

    private static let server: DNSServer = {
        var answers: [String: [Record]?] = [:]
        answers["a.test."] = known
        answers["alias.test."] = [
            record("alias.test.", 5, name("real.test.")), record("real.test.", 1, [192, 0, 2, 3]),
        ]
        answers["1.2.0.192.in-addr.arpa."] = [record("1.2.0.192.in-addr.arpa.", 12, name("a.test."))]
        answers["empty.test."] = [Record]()
        answers["big.test."] = [record("big.test.", 1, [192, 0, 2, 4])]
        answers.updateValue(nil, forKey: "broken.test.")
        return DNSServer(answers)
    }()

    private static let cases: [(String, [String])] = [
        ("'a.test.'", ["192.0.2.1", "192.0.2.2"]), ("'a.test./AAAA'", ["2001:db8::1"]),
        ("'a.test.', 'qtype=mx'", ["10 mx.a.test."]), ("'a.test.', qtype='TXT'", [#"a \"b\"" "c"#]),
        ("'a.test./SRV'", ["1 2 80 h.test."]), ("'a.test./CAA'", [#"0 issue "ca.test""#]),
        ("'a.test./SOA'", ["ns.test. me.test. 7 7 7 7 7"]), ("'alias.test.'", ["192.0.2.3"]),
        ("'192.0.2.1/PTR'", ["a.test."]), ("'big.test.'", ["192.0.2.4"]),
        ("'a.test.', tcp=true", ["192.0.2.1", "192.0.2.2"]),
    ]

    private func dig(_ arguments: String) throws -> Value {
        let templar = Templar(
            environment: .ansible, variables: VariableStack(), lookups: LookupContext(table: .ansible))
        let text = "{{ query('community.general.dig', '@127.0.0.1', \(arguments), port=\(Self.server.port)) }}"
        return try templar.render(.template(Template(text)))
    }

    private func failure(_ arguments: String) -> String {
        do {
            return "no failure: \(try dig(arguments))"
        } catch { return (error as? Diagnostic)?.message ?? "\(error)" }
    }

    @Test func records() throws {
        for (arguments, wanted) in Self.cases {
            #expect(try dig(arguments) == .list(wanted.map { .string($0) }), "\(arguments)")
        }
    }

    @Test func dictionaries() throws {
        let record: Dict = [
            "preference": 10, "exchange": "mx.a.test.", "owner": "a.test.", "type": "MX", "ttl": 300, "class": "IN",
        ]
        #expect(try dig("'a.test./MX', flat=0") == .list([.dict(record)]))
        #expect(try dig("'a.test./MX', 'flat=0'") == .list([.dict(record)]))
        let address: Dict = ["address": "192.0.2.3", "owner": "real.test.", "type": "A", "ttl": 300, "class": "IN"]
        #expect(try dig("'alias.test.', flat=0") == .list([.dict(address)]))
    }

    @Test func whatIsNotThere() throws {
        #expect(try dig("'none.test.'") == .list(["NXDOMAIN"]))
        #expect(try dig("'none.test.', real_empty=true") == .list([]))
        #expect(try dig("'none.test.', 'a.test.'") == .list(["192.0.2.1", "192.0.2.2"]))
        #expect(try dig("'empty.test.'") == .list([""]))
        #expect(try dig("'broken.test.'") == .list([""]))
        #expect(
            failure("'none.test.', fail_on_error=true").contains(
                "Lookup failed: The DNS query name does not exist: none.test."))
        #expect(
            failure("'empty.test.', 'fail_on_error=yes'").contains(
                "Lookup failed: The DNS response does not contain an answer to the question: empty.test. IN A"))
        #expect(
            failure("'broken.test.', fail_on_error=true").contains(
                "All nameservers failed to answer the query broken.test. IN A: Server Do53:127.0.0.1@"))
        #expect(failure("'a.test.', class='NOPE'").contains("dns lookup illegal CLASS: Rdataclass is unknown."))
    }
}
