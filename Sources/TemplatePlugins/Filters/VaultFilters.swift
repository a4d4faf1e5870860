import Jinja
import Loading
import Templating
import Values

/// `vault`, `unvault`: sealing and opening text.
enum VaultFilters {
    static let rows = [
        FilterRow(
            "vault",
            taking: Signature(parameters: ["secret", "salt", "vault_id", "wrap_object", "vaultid"], required: 1)
        ) { call throws(TemplateError) in
            let vault = try access(call)
            let secret = try bytes(call["secret"] ?? .none, "Secret passed is required to be a string, instead we got")
            let data = try bytes(call.input, "Can only vault strings, instead we got")
            let id = try call.text("vault_id", try call.text("vaultid", "filter_default"))
            let salt = try call.text("salt").map { Array($0.utf8) }
            let sealed = try raising { () throws(ValueError) in
                try vault.seal(data, password: secret, id: id, salt: salt)
            }
            guard call.flag("wrap_object") else { return .string(sealed) }
            // As ansible-core has it, the sealed text stands for the secret that it was sealed with.
            let opened = String(decoding: secret, as: UTF8.self)
            return .object(VaultedText(sealed, span: nil) { _ throws(ValueError) in opened })
        },
        FilterRow(
            "unvault", taking: Signature(parameters: ["secret", "vault_id", "vaultid"], required: 1, takesTraced: true)
        ) {
            call throws(TemplateError) in
            let secret = try bytes(
                call["secret"] ?? .none, "Secret passed is required to be as string, instead we got")
            let text = try bytes(sealed(call), "Vault should be in the form of a string, instead we got")
            guard VaultTests.isSealed(text) else { return .string(String(decoding: text, as: UTF8.self)) }
            let vault = try access(call)
            do throws(ValueError) {
                return .string(String(decoding: try vault.open(text, password: secret), as: UTF8.self))
            } catch { throw call.failure("Unable to decrypt: \(error.message)") }
        },
    ]

    /// The input, where it is a vaulted text the one that is still sealed.
    private static func sealed(_ call: PluginCall) -> Value {
        guard let text = call.tracedText?.text else { return call.input }
        if case .object(let object) = text, let vaulted = object as? VaultedText { return .string(vaulted.ciphertext) }
        return text.withoutOrigin
    }

    private static func access(_ call: PluginCall) throws(TemplateError) -> any VaultAccess {
        guard let vault = call.templar?.lookups.vault else { throw call.failure("No vault is at hand here.") }
        return vault
    }

    private static func bytes(_ value: Value, _ complaint: String) throws(TemplateError) -> [UInt8] {
        switch value {
        case .string: return try value.pythonBytes()
        case .object(let object) where object is ValueBytes: return try value.pythonBytes()
        default: throw TemplateError(.type, "\(complaint) \(value.pythonClass).")
        }
    }
}
