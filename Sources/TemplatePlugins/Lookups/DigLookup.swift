import Jinja
import Loading
import Templating
import Values

/// `dig`, `dnstxt`: what name servers say.
struct DigLookup {
    static let rows = [
        LookupRow("dig") { call throws(TemplateError) in
            var lookup = try DigLookup(call)
            for term in try call.textTerms() { try lookup.read(term) }
            return try lookup.results()
        },
        LookupRow("dnstxt") { call throws(TemplateError) in
            let client = client(port: 53)
            var results: [Value] = []
            for term in try call.textTerms() {
                let name = term.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
                do throws(DNSClient.Failure) {
                    let answer = try client.answer(name, type: 16, class: 1)
                    let texts = try answer.records.map { record throws(DNSClient.Failure) in
                        String(try text(record, answer.message).dropFirst().dropLast())
                    }
                    results.append(.string(texts.joined()))
                } catch {
                    if call.flag("real_empty", false) { continue }
                    switch error {
                    case .noSuchName: results.append("NXDOMAIN")
                    case .noAnswer, .timeout: results.append("")
                    default: throw call.failure("dns.resolver unhandled exception \(error.message)")
                    }
                }
            }
            return results
        },
    ]

    private let call: LookupCall
    private var client: DNSClient
    private var type: String
    private var isFlat: Bool
    private var kind: Int
    private var failsOnError: Bool
    private var isReallyEmpty: Bool
    private var names: [String] = []
    private var servers: [String] = []

    private init(_ call: LookupCall) throws(TemplateError) {
        self.call = call
        client = Self.client(port: try call.integer("port") ?? 53)
        client.usesTCP = call.flag("tcp", false)
        client.retriesFailures = call.flag("retry_servfail", false)
        type = try call.text("qtype", "A")
        isFlat = try call.integer("flat") ?? 1 != 0
        failsOnError = call.flag("fail_on_error", false)
        isReallyEmpty = call.flag("real_empty", false)
        kind = try Self.kind(try call.text("class", "IN"), call)
    }

    private static func client(port: Int) -> DNSClient {
        let configuration = LocalFile.read("/etc/resolv.conf").map { String(decoding: $0, as: UTF8.self) }
        return DNSClient(configuration: configuration ?? "", port: port)
    }

    private static func kind(_ word: String, _ call: LookupCall) throws(TemplateError) -> Int {
        guard let kind = DNSNames.classes[word.uppercased()] else {
            throw call.failure("dns lookup illegal CLASS: Rdataclass is unknown.")
        }
        return kind
    }

    /// A term is a server, an option or a name, with a type behind a slash.
    private mutating func read(_ term: String) throws(TemplateError) {
        if term.hasPrefix("@") {
            for server in term.dropFirst().split(separator: ",").map(String.init) {
                servers.append(try address(of: server))
            }
        } else if let equals = term.firstIndex(of: "=") {
            let value = String(term[term.index(after: equals)...])
            let isTrue = LookupCall.isTrue(.string(value))
            switch term[..<equals] {
            case "qtype": type = value.uppercased()
            case "flat":
                guard let number = Int(value) else {
                    throw TemplateError(.value, "invalid literal for int() with base 10: '\(value)'")
                }
                isFlat = number != 0
            case "class": kind = try Self.kind(value, call)
            case "retry_servfail": client.retriesFailures = isTrue
            case "fail_on_error": failsOnError = isTrue
            case "real_empty": isReallyEmpty = isTrue
            case "tcp": client.usesTCP = isTrue
            default: break
            }
        } else {
            let parts = term.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            names.append(parts.count == 2 ? parts[0] : term)
            if parts.count == 2 { type = parts[1] }
        }
    }

    private func address(of server: String) throws(TemplateError) -> String {
        if IPNetwork.address(server) != nil { return server }
        do throws(DNSClient.Failure) {
            let answer = try Self.client(port: 53).answer(server, type: 1, class: 1)
            return try Self.text(answer.records[0], answer.message)
        } catch { throw call.failure("dns lookup NS: \(error.message)") }
    }

    private static func text(
        _ record: DNSMessage.Record, _ message: DNSMessage
    ) throws(DNSClient.Failure) -> String {
        var reader = DNSRecordReader(record, of: message)
        do throws(DNSMessage.Failure) {
            return try reader.fields().map(\.text).joined(separator: " ")
        } catch { throw .broken(error.message) }
    }

    private mutating func results() throws(TemplateError) -> [Value] {
        if !servers.isEmpty { client.servers = servers }
        guard let number = DNSNames.types[type.uppercased()] else {
            throw call.failure(
                "dns.resolver unhandled exception DNS resource record type '\(type)' cannot be asked for.")
        }
        if type.uppercased() == "PTR" {
            names = names.compactMap { IPNetwork.address($0) }.map { address, family in
                AddressKinds.reverseName(IPNetwork(address, prefix: family.width, family))
            }
        }
        if names.count > 1 { isReallyEmpty = true }
        var results: [Value] = []
        for name in names {
            do throws(DNSClient.Failure) {
                let answer = try client.answer(name, type: number, class: kind)
                for record in answer.records { results.append(try value(of: record, answer)) }
            } catch {
                if case .broken(let text) = error {
                    throw call.failure("dns.resolver unhandled exception \(text)")
                }
                if failsOnError { throw call.failure("Lookup failed: \(error.message)") }
                if isReallyEmpty { continue }
                if case .noSuchName = error { results.append("NXDOMAIN") } else { results.append("") }
            }
        }
        return results
    }

    private func value(of record: DNSMessage.Record, _ answer: DNSClient.Answer) throws(DNSClient.Failure) -> Value {
        guard !isFlat else {
            let text = try Self.text(record, answer.message)
            return .string(type.uppercased() == "TXT" ? String(text.dropFirst().dropLast()) : text)
        }
        var reader = DNSRecordReader(record, of: answer.message)
        var result: Dict = [:]
        do throws(DNSMessage.Failure) {
            for field in try reader.fields() { if let name = field.name { result[.string(name)] = field.value } }
        } catch { throw .broken(error.message) }
        result["owner"] = .string(answer.owner)
        result["type"] = .string(DNSNames.type(record.type))
        result["ttl"] = .int(record.timeToLive)
        result["class"] = .string(DNSNames.class(record.class))
        return .dict(result)
    }
}
