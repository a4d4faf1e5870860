import Jinja
import Loading
import Templating
import Values

/// `vault_encrypted`, `vaulted_file`.
enum VaultTests {
    static let rows = [
        TestRow("vault_encrypted", taking: Signature(takesTraced: true)) { call throws(TemplateError) in
            if case .object(let object)? = call.tracedText?.text { object is VaultedText } else { false }
        },
        TestRow("vaulted_file") { call throws(TemplateError) in
            let path = try call.inputText()
            guard let bytes = LocalFile.read(path) else {
                throw call.failure("Cannot test if the file '\(path)' is a vault.")
            }
            return isSealed(bytes)
        },
    ]

    static func isSealed(_ bytes: [UInt8]) -> Bool { bytes.starts(with: Array("$ANSIBLE_VAULT;".utf8)) }
}
