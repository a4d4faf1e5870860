import Configuration
import Diagnostics
import Templating
import Values

/// Where facts are kept from one run to the next.
protocol FactCaching: Sendable {
    /// The facts of a host; nil where there are none, or none that are young enough.
    func facts(of host: String) -> Dict?
    /// Keeps the facts of a host in place of those before; a cache that cannot be written is none.
    func store(_ facts: Dict, of host: String)
    func forget(_ host: String)
}

/// The facts of a host as a cache holds them: a dictionary whose one entry is their JSON text.
enum FactEntry {
    /// Begins the key of every entry; another form of entries has another one.
    static let schema = "s1_"
    private static let payload: Value = "__payload__"

    static func entry(_ facts: Dict) -> Dict? {
        guard let text = try? JSON.text(.dict(facts), JSONOptions(ensureASCII: true)) else { return nil }
        return [payload: .string(text)]
    }

    static func facts(_ entry: Dict) -> Dict? {
        guard let text = entry[payload]?.text else { return nil }
        return (try? JSON.parse(text)).map { plain($0, depth: 0) }?.mapping
    }

    /// The value without what Ansible notes about where it came from: a tagged value is kept as a dictionary of its
    /// type, its value and its tags.
    private static func plain(_ value: Value, depth: Int) -> Value {
        guard depth < Value.depthLimit else { return value }
        switch value {
        case .list(let list): return .list(list.items.map { plain($0, depth: depth + 1) })
        case .dict(let dict):
            if dict.items["__ansible_type"] != nil, let inner = dict.items["value"] {
                return plain(inner, depth: depth + 1)
            }
            return .dict(dict.items.mapValues { plain($0, depth: depth + 1) })
        default: return value
        }
    }
}
