import Modules
import Values

/// The suffix that `append_hash` gives ConfigMaps and Secrets: kustomize's, by kubernetes#49961.
enum ObjectHash {
    /// - Parameter digest: SHA-256 of bytes as lower-case hexadecimal.
    static func suffix(
        of definition: Definition, digest: ([UInt8]) -> String
    ) throws(ModuleFailure) -> String {
        let isSecret = definition.kind == "Secret"
        let nameKey = definition.name == nil && definition.metadata["generateName"] != nil ? "generateName" : "name"
        var fields: Dict = [
            "data": sorted(definition.object["data"] ?? ""), "kind": .string(definition.kind),
            .string(nameKey): definition.metadata[.string(nameKey)] ?? "",
        ]
        if isSecret { fields["type"] = definition.object["type"] ?? "" }
        let text: String
        do throws(ValueError) {
            text = try JSON.text(.dict(fields), JSONOptions(itemSeparator: ",", keySeparator: ":"))
        } catch {
            throw ModuleFailure(error.message)
        }
        let letters: [Character: Character] = ["0": "g", "1": "h", "3": "k", "a": "m", "e": "t"]
        return String(digest(Array(text.utf8)).prefix(10).map { letters[$0] ?? $0 })
    }

    private static func sorted(_ value: Value) -> Value {
        guard let items = value.mapping else { return value }
        let pairs = items.elements.sorted { ($0.key.text ?? "") < ($1.key.text ?? "") }
        return .dict(Dict(uniqueKeysWithValues: pairs.map { ($0.key, sorted($0.value)) }))
    }
}
