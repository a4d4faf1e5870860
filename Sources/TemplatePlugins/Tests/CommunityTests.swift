import Jinja
import Templating
import Values

/// The tests of community.general: `ansible_type`, `fqdn_valid`, `a_module`.
enum CommunityTests {
    static let rows = [
        TestRow("ansible_type", taking: Signature(parameters: ["dtype", "alias"], required: 1)) {
            call throws(TemplateError) in
            let type = call["dtype"] ?? .none
            guard let wanted = type.text == nil ? type.sequence : [type] else {
                throw TemplateError(.type, "not all arguments converted during string formatting")
            }
            return wanted.contains(.string(try TypeFilters.name(call, call["alias"] ?? .none)))
        },
        TestRow("fqdn_valid", taking: ["min_labels", "allow_underscores"]) { call throws(TemplateError) in
            guard case .string(let name) = call.input else {
                throw TemplateError(.value, "fqdn must be str")
            }
            let least = try call.integer("min_labels") ?? 1
            return isHostName(name, least, allowsUnderscores: call.flag("allow_underscores"))
        },
        TestRow("a_module") { call throws(TemplateError) in
            let name = try call.inputText()
            return call.templar?.lookups.hasModule(name) ?? false
        },
    ]

    /// A name that may stand in DNS (RFC 1123): labels of letters, digits and hyphens inside, 253 characters in all.
    private static func isHostName(_ name: String, _ least: Int, allowsUnderscores: Bool) -> Bool {
        let name = name.hasSuffix(".") ? name.dropLast() : name[...]
        guard name.utf8.count <= 253, !name.isEmpty else { return false }
        func isLetter(_ byte: UInt8) -> Bool {
            byte < 128 && (Unicode.Scalar(byte).properties.isAlphabetic || (48...57).contains(byte))
                || allowsUnderscores && byte == UInt8(ascii: "_")
        }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= least else { return false }
        return labels.allSatisfy { label in
            let bytes = Array(label.utf8)
            guard (1...63).contains(bytes.count), isLetter(bytes[0]), isLetter(bytes[bytes.count - 1]) else {
                return false
            }
            return bytes.allSatisfy { isLetter($0) || $0 == UInt8(ascii: "-") }
        }
    }
}
