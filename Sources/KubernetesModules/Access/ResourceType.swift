import Modules
import Values

/// One kind of objects that the API serves, as its discovery documents describe it.
struct ResourceType {
    let group: String
    let version: String
    let name: String
    let kind: String
    let singularName: String
    let shortNames: [String]
    let categories: [String]
    let isNamespaced: Bool
    let verbs: [String]
    /// Such as `scale`, `status`, `log`.
    var subresources: Set<String> = []

    /// - Parameter groupVersion: `v1`, `apps/v1`.
    init?(_ entry: Dict, groupVersion: String) {
        guard let name = entry["name"]?.text, let kind = entry["kind"]?.text else { return nil }
        let parts = groupVersion.split(separator: "/").map(String.init)
        group = parts.count == 2 ? parts[0] : ""
        version = parts.last ?? ""
        self.name = name
        self.kind = kind
        singularName = entry["singularName"]?.text ?? ""
        shortNames = entry["shortNames"]?.sequence?.compactMap(\.text) ?? []
        categories = entry["categories"]?.sequence?.compactMap(\.text) ?? []
        isNamespaced = entry["namespaced"] == true
        verbs = entry["verbs"]?.sequence?.compactMap(\.text) ?? []
    }

    var groupVersion: String { group.isEmpty ? version : "\(group)/\(version)" }
    /// As kubectl names it.
    var argument: String { group.isEmpty ? "\(name).\(version)." : "\(name).\(version).\(group)" }

    /// The types of one discovery document, each with its subresources.
    static func all(of document: Value, groupVersion: String) -> [ResourceType] {
        var types: [ResourceType] = []
        for entry in document.mapping?["resources"]?.sequence ?? [] {
            guard let fields = entry.mapping, let name = fields["name"]?.text else { continue }
            if let (owner, part) = name.halves(around: "/") {
                if let place = types.firstIndex(where: { $0.name == owner }) { types[place].subresources.insert(part) }
            } else if let type = ResourceType(fields, groupVersion: groupVersion) {
                types.append(type)
            }
        }
        return types
    }

    /// Whether a task may mean this type by `word`: by kind, name, singular name and short names, in that order.
    static func find(_ word: String, in types: [ResourceType]) -> ResourceType? {
        let ways: [(ResourceType) -> Bool] = [
            { $0.kind == word }, { $0.name == word },
            { $0.singularName == word || $0.singularName.isEmpty && $0.kind.lowercased() == word },
            { $0.shortNames.contains(word) },
        ]
        for way in ways {
            let found = types.filter(way)
            if found.count == 1 { return found[0] }
        }
        return nil
    }

    /// The path of a list or of one object.
    func path(namespace: String?, name: String? = nil, subresource: String? = nil) -> String {
        var path = group.isEmpty ? "/api/\(version)" : "/apis/\(groupVersion)"
        if isNamespaced, let namespace { path += "/namespaces/\(Self.escaped(namespace))" }
        path += "/\(self.name)"
        if let name { path += "/\(Self.escaped(name))" }
        if let subresource { path += "/\(subresource)" }
        return path
    }

    /// A path with a query of those pairs that have a value.
    static func query(_ path: String, _ pairs: KeyValuePairs<String, String?>) -> String {
        let given = pairs.compactMap { key, value in value.map { "\(key)=\(escaped($0))" } }
        return given.isEmpty ? path : "\(path)?\(given.joined(separator: "&"))"
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            let character = Character(UnicodeScalar(byte))
            let isPlain = byte < 0x80 && (character.isLetter || character.isNumber || "-._~".contains(character))
            if isPlain {
                result.append(character)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" + digits : digits)
            }
        }
    }
}
