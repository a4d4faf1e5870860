import Templating
import Values

/// A place in a document of dictionaries and lists (RFC 6901).
struct JSONPointer {
    struct Failure: Error { let message: String }

    let parts: [String]

    init(_ text: String) throws(Failure) {
        var parts = text.split(separator: "/", omittingEmptySubsequences: false)
        for part in parts {
            guard
                let tilde = part.indices.first(where: { index in
                    part[index] == "~" && !["0", "1"].contains(part[part.index(after: index)...].first)
                })
            else { continue }
            throw Failure(message: "Found invalid escape \(part[tilde...].prefix(2))")
        }
        guard parts.removeFirst().isEmpty else { throw Failure(message: "Location must start with /") }
        self.parts = parts.map { String($0).replacing("~1", with: "/").replacing("~0", with: "~") }
    }

    private init(parts: [String]) { self.parts = parts }

    /// The text of the pointer to these parts.
    static func text(_ parts: [String]) -> String {
        parts.map { "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
    }

    var last: String? { parts.last }

    /// The value that holds the one pointed at.
    func container(in document: Value) throws(Failure) -> Value {
        try JSONPointer(parts: Array(parts.dropLast())).value(in: document)
    }

    func value(in document: Value) throws(Failure) -> Value {
        var value = document
        for part in parts {
            switch value {
            case .dict(let dict):
                guard let item = dict.items[.string(part)] else {
                    throw Failure(message: "member '\(part)' not found in \((try? value.representation()) ?? "")")
                }
                value = item
            case .list(let list):
                let index = try Self.index(part)
                guard list.items.indices.contains(index) else {
                    throw Failure(message: "index '\(index)' is out of bounds")
                }
                value = list.items[index]
            default: throw Self.noContainer(value, part)
            }
        }
        return value
    }

    /// Why nothing can be pointed at inside the value.
    static func noContainer(_ value: Value, _ part: String) -> Failure {
        let type = value.pythonClass
        guard case .string = value else {
            return Failure(
                message: "Document '\(type)' does not support indexing, must be mapping/sequence or support __getitem__"
            )
        }
        return Failure(message: "Cannot apply token '\(part)' to non-container type \(type)")
    }

    /// The index that a part names: digits without a leading zero.
    static func index(_ part: String) throws(Failure) -> Int {
        guard part == "0" || !part.hasPrefix("0"), part.utf8.allSatisfy({ (48...57).contains($0) }),
            let index = Int(part)
        else { throw Failure(message: "'\(part)' is not a valid sequence index") }
        return index
    }
}
