import Values

/// A span of a trace in the JSON of OpenTelemetry's protocol.
///
/// Source: opentelemetry-proto, trace/v1/trace.proto, and the JSON mapping of the OTLP specification: ids in hexadecimal
/// digits, times in nanoseconds as texts.
struct TraceSpan: Sendable {
    enum Status: Int, Sendable { case unset = 0, ok = 1, error = 2 }

    let trace: String
    let id: String
    let parent: String?
    var name: String
    /// Seconds since 1970.
    var start: Double
    var end: Double
    var attributes: [(key: String, value: Value)] = []
    var status = Status.unset
    var message = ""

    var value: Value {
        var fields: Dict = [
            "traceId": .string(trace), "spanId": .string(id), "name": .string(name), "kind": 1,
            "startTimeUnixNano": Self.nanoseconds(start), "endTimeUnixNano": Self.nanoseconds(max(start, end)),
            "attributes": Self.attributes(attributes),
        ]
        if let parent { fields["parentSpanId"] = .string(parent) }
        var told: Dict = ["code": .int(status.rawValue)]
        if !message.isEmpty { told["message"] = .string(message) }
        fields["status"] = .dict(told)
        return .dict(fields)
    }

    static func attributes(_ list: [(key: String, value: Value)]) -> Value {
        .list(
            list.map { key, value in
                let field: Dict =
                    switch value {
                    case .bool: ["boolValue": value]
                    case .int(let number): ["intValue": .string(String(number))]
                    case .double: ["doubleValue": value]
                    default: ["stringValue": .string(ResultText.plain(value))]
                    }
                return ["key": .string(key), "value": .dict(field)]
            })
    }

    private static func nanoseconds(_ seconds: Double) -> Value {
        .string(String(UInt64(max(0, seconds) * 1e6) * 1000))
    }

    /// A new id of so many bytes, as hexadecimal digits; never all zeros.
    static func newID(bytes: Int) -> String {
        var text = ""
        while text.utf8.count < bytes * 2 {
            let digits = String(UInt64.random(in: 1 ... .max), radix: 16)
            text += String(repeating: "0", count: 16 - digits.count) + digits
        }
        return String(text.prefix(bytes * 2))
    }
}
