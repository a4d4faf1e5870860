import Synchronization

/// The secrets of a run, and what hides them in all that is shown: values that came out of a vault, out of a prompt that
/// does not echo, of options that are declared `no_log`, and passwords of connections.
///
/// Code that learns a secret adds it; every text that leaves the program goes through `hidden(in:)`.
public final class SecretMask: Sendable {
    private let texts = Mutex(SecretTexts())
    /// Whether anything is hidden at all.
    public let isOn: Bool

    public init(isOn: Bool = true) { self.isOn = isOn }

    /// Adds every text and number in `value`.
    public func add(_ value: Value) {
        guard isOn else { return }
        texts.withLock { $0.insert(value) }
    }

    /// Adds `text`, unless it is one of those that are no secret.
    public func add(_ text: String?, unless known: String?...) {
        guard isOn, let text, !known.contains(text) else { return }
        texts.withLock { $0.insert(text) }
    }

    /// Adds the texts of variables of which nobody says that each of them is secret: those that are long enough, or have a
    /// name that speaks of a secret. Connection variables that are none are left out, and templates.
    public func add(variables: Dict) {
        guard isOn else { return }
        texts.withLock { texts in
            for (key, value) in variables { Self.add(value, named: key.text ?? "", to: &texts) }
        }
    }

    private static let telling = ["pass", "secret", "token", "key", "credential", "private", "pwd"]

    private static func add(_ value: Value, named name: String, to texts: inout SecretTexts) {
        let name = name.lowercased()
        let isTold = telling.contains { name.contains($0) }
        switch value {
        case .list, .tuple: for item in value.sequence ?? [] { add(item, named: name, to: &texts) }
        case .dict(let dict):
            for (key, value) in dict.items { add(value, named: isTold ? name : key.text ?? "", to: &texts) }
        case .string(let text) where isTold || text.utf8.count >= 8 && !name.hasPrefix("ansible_"): texts.insert(text)
        case .template(let template) where !template.text.contains("{"):
            add(.string(template.text), named: name, to: &texts)
        case .int, .bigInt, .double: if isTold { texts.insert(value) }
        default: break
        }
    }

    /// `text` without the secrets.
    public func hidden(in text: String) -> String {
        isOn ? snapshot.hidden(in: text) : text
    }

    /// `value` without the secrets.
    public func hidden(in value: Value) -> Value {
        isOn ? snapshot.hidden(in: value) : value
    }

    /// The same for each value, and each key.
    public func hidden(in dict: Dict) -> Dict {
        isOn ? snapshot.hidden(in: dict) : dict
    }

    /// What is secret by now.
    private var snapshot: SecretTexts { texts.withLock { $0 } }

    /// Whether nothing is secret by now.
    public var isEmpty: Bool { !isOn || snapshot.isEmpty }
}
