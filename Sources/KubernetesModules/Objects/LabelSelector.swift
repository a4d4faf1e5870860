import Modules
import Values

/// Label selectors (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/), matched against
/// definitions that the API has not seen yet.
struct LabelSelector {
    private let texts: [String]

    init(_ texts: [String]) { self.texts = texts }

    func matches(_ definition: Definition) -> Bool {
        let labels = definition.metadata["labels"]?.mapping ?? [:]
        return texts.allSatisfy { Self.matches($0, labels) }
    }

    private static func matches(_ selector: String, _ labels: Dict) -> Bool {
        let text = selector.trimmed()
        func label(_ key: some StringProtocol) -> String? { labels[.string(String(key).trimmed())]?.text }
        for (word, isIn) in [(" notin ", false), (" in ", true)] {
            guard let range = text.firstRange(of: word) else { continue }
            let values = text[range.upperBound...].filter { $0 != "(" && $0 != ")" }.split(separator: ",")
                .map { String($0).trimmed() }
            let found = label(text[..<range.lowerBound])
            return isIn ? found.map(values.contains) ?? false : !(found.map(values.contains) ?? false)
        }
        for (sign, isEqual) in [("!=", false), ("==", true), ("=", true)] {
            guard let range = text.firstRange(of: sign) else { continue }
            let isSame = label(text[..<range.lowerBound]) == String(text[range.upperBound...]).trimmed()
            return isSame == isEqual
        }
        return text.hasPrefix("!") ? label(text.dropFirst()) == nil : label(text) != nil
    }
}
