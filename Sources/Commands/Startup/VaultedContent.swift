import Diagnostics
import Loading
import Templating
import Values
import YAML

/// What came out of a vault: a value, a file of variables, or any other file.
struct VaultedContent {
    private let text: String

    init(_ bytes: [UInt8]) { text = String(decoding: bytes, as: UTF8.self) }

    /// Adds what is secret of it: the text itself, or where it is a document the texts in it; of plays and tasks only the
    /// variables, as the rest is shown while they run.
    func add(to mask: SecretMask) {
        guard text.contains("\n"), let value = document else { return mask.add(text) }
        if let variables = value.mapping { return mask.add(variables: variables) }
        guard let entries = value.sequence else { return mask.add(text) }
        for entry in entries { addVariables(in: entry, to: mask) }
    }

    private func addVariables(in value: Value, to mask: SecretMask) {
        for (key, inner) in value.mapping ?? [:] {
            if key == "vars", let variables = inner.mapping { mask.add(variables: variables) }
            for entry in inner.sequence ?? [] { addVariables(in: entry, to: mask) }
        }
    }

    /// The document where the text is one of mappings or lists.
    private var document: Value? {
        let source = SourceFile(name: "", text: text)
        guard let document = try? YAMLParser.document(source) else { return nil }
        let value = try? ValueBuilder(trusted: false).value(of: document)
        return value?.mapping != nil || value?.sequence != nil ? value : nil
    }
}
