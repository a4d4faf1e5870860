import Modules

/// A package as an `apt` task names it: `nginx`, `nginx=1.2*`, `nginx>=1.2`, `lib*`.
struct AptSpec: Sendable, Hashable {
    enum Comparison: String, Sendable { case equal = "=", atLeast = ">=" }

    let text: String
    let name: String
    let comparison: Comparison?
    let version: String

    init(_ text: String) {
        self.text = text
        guard let equals = text.firstIndex(of: "=") else {
            (name, comparison, version) = (text, nil, "")
            return
        }
        version = String(text[text.index(after: equals)...])
        let front = text[..<equals]
        comparison = front.hasSuffix(">") ? .atLeast : .equal
        name = String(front.hasSuffix(">") ? front.dropLast() : front)
    }

    var isPattern: Bool { name.contains { "*?[]!".contains($0) } }

    /// Whether a version is what the specification asks for.
    func accepts(_ candidate: String) -> Bool {
        switch comparison {
        case nil: true
        case .equal: Wildcard.matches(candidate, version)
        case .atLeast: DebianVersion(candidate) >= DebianVersion(version)
        }
    }
}
