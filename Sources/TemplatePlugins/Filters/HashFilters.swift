import Jinja
import Templating
import Values

/// `hash`, `md5`, `sha1`, `checksum`, `to_uuid`: digests of text.
enum HashFilters {
    static let rows = [
        FilterRow("hash", taking: ["hashtype"]) { call throws(TemplateError) in
            let kind = call["hashtype"] ?? "sha1"
            guard case .string(let algorithm) = kind else { throw TemplateError(.type, "name must be a string") }
            guard let digest = Digest.digest(try call.input.pythonBytes(), algorithm) else {
                throw call.failure("unsupported hash type \(algorithm)")
            }
            return .string(Digest.hexadecimal(digest))
        },
        FilterRow("md5") { call throws(TemplateError) in try digest(call, "md5") },
        FilterRow("sha1", "checksum") { call throws(TemplateError) in try digest(call, "sha1") },
        FilterRow("to_uuid", taking: ["namespace"]) { call throws(TemplateError) in
            if call["namespace"]?.isNone == true {
                throw TemplateError(.type, "one of the hex, bytes, bytes_le, fields, or int arguments must be given")
            }
            let text = try call.text("namespace", "361E6D51-FAEC-444A-9079-341386DA8E2E")
            guard let namespace = UUID(text) else {
                throw call.failure(
                    "Invalid value '\(text)' for 'namespace': badly formed hexadecimal UUID string")
            }
            return .string("\(namespace.child(named: try call.inputText()))")
        },
    ]

    private static func digest(_ call: PluginCall, _ algorithm: String) throws(TemplateError) -> Value {
        .string(Digest.hexadecimal(Digest.bytes(of: try call.input.pythonBytes(), algorithm)))
    }
}
