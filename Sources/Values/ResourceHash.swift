/// The suffix of the names of ConfigMaps and Secrets that goes with their content, as kustomize makes it
/// (https://github.com/kubernetes/kubernetes/pull/49961).
public enum ResourceHash {
    /// Ten letters and digits; nil for an object of another kind.
    ///
    /// - Parameter digest: SHA-256 of bytes as lower-case hexadecimal.
    public static func suffix(of object: Dict, digest: ([UInt8]) -> String) throws(ValueError) -> String? {
        let metadata = object["metadata"]?.mapping ?? [:]
        let isNamed = metadata["name"]?.text?.isEmpty == false || metadata["generateName"] == nil
        let nameKey: Value = isNamed ? "name" : "generateName"
        var fields: Dict = [
            "data": sorted(object["data"] ?? ""), "kind": object["kind"] ?? "", nameKey: metadata[nameKey] ?? "",
        ]
        switch object["kind"]?.text {
        case "ConfigMap": break
        case "Secret": fields["type"] = object["type"] ?? ""
        default: return nil
        }
        let text = try JSON.text(.dict(fields), JSONOptions(itemSeparator: ",", keySeparator: ":"))
        let letters: [Character: Character] = ["0": "g", "1": "h", "3": "k", "a": "m", "e": "t"]
        return String(digest(Array(text.utf8)).prefix(10).map { letters[$0] ?? $0 })
    }

    private static func sorted(_ value: Value) -> Value {
        guard let items = value.mapping else { return value }
        let pairs = items.elements.sorted {
            ($0.key.text ?? "").unicodeScalars.lexicographicallyPrecedes(($1.key.text ?? "").unicodeScalars)
        }
        return .dict(Dict(uniqueKeysWithValues: pairs.map { ($0.key, sorted($0.value)) }))
    }
}
