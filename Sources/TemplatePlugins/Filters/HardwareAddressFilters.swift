import Jinja
import Templating
import Values

/// `hwaddr`, `macaddr`: hardware addresses in their ways of writing.
enum HardwareAddressFilters {
    static let rows = [row("hwaddr"), row("macaddr")]

    private static let forms: [String: @Sendable (HardwareAddress) -> Value] = [
        "bare": { .string($0.digits.uppercased()) }, "bool": { _ in true }, "int": { .int($0.number) },
        "cisco": { .string($0.text(4, ".")) }, "eui48": { .string($0.text(2, "-").uppercased()) },
        "win": { .string($0.text(2, "-").uppercased()) }, "linux": { .string($0.text(2, ":")) },
        "pgsql": { .string($0.text(6, ":")) }, "postgresql": { .string($0.text(6, ":")) },
        "psql": { .string($0.text(6, ":")) },
        "unix": { address in
            .string(address.bytes.map { String($0, radix: 16) }.joined(separator: ":"))
        },
    ]

    private static func row(_ name: String) -> FilterRow {
        FilterRow(name, taking: ["query", "alias"]) { call throws(TemplateError) in
            let query = try call.text("query", ""), text = try call.inputText()
            guard let address = HardwareAddress(text) else {
                guard query.isEmpty || query == "bool" else {
                    throw call.failure("\(name): not a hardware address: \(text)")
                }
                return .none
            }
            if query.isEmpty { return .string(text) }
            guard let form = forms[query] else { throw call.failure("\(name): unknown filter type: \(query)") }
            return form(address)
        }
    }
}
