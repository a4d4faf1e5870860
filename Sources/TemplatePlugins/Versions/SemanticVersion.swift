import Values

/// Semantic Versioning 2.0.0.
struct SemanticVersion {
    let core: [String]
    let prerelease: [String]

    init(_ text: String) throws(VersionScheme.Failure) {
        let failure = VersionScheme.Failure(message: "invalid semantic version '\(text)'")
        let build = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        guard let version = build.first else { throw failure }
        let parts = version.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        core = parts[0].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard core.count == 3, core.allSatisfy(Self.isNumber) else { throw failure }
        prerelease = parts.count > 1 ? Self.identifiers(parts[1]) : []
        let metadata = build.count > 1 ? Self.identifiers(build[1]) : []
        let hasLeadingZero = prerelease.contains { Self.isDigits($0) && !Self.isNumber($0) }
        guard (prerelease + metadata).allSatisfy(Self.isIdentifier), !hasLeadingZero else { throw failure }
    }

    private static func identifiers(_ text: Substring) -> [String] {
        text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }
    private static func isDigits(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
    }
    private static func isNumber(_ text: String) -> Bool { isDigits(text) && (text == "0" || !text.hasPrefix("0")) }
    private static func isIdentifier(_ text: String) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }

    static let order: VersionScheme.Order = { a, b throws(VersionScheme.Failure) in
        let a = try SemanticVersion(a), b = try SemanticVersion(b)
        let order = VersionScheme.order(a.core, b.core, Digits.order)
        if order != 0 { return order }
        if a.prerelease.isEmpty || b.prerelease.isEmpty {
            return (a.prerelease.isEmpty ? 1 : 0) - (b.prerelease.isEmpty ? 1 : 0)
        }
        return VersionScheme.order(a.prerelease, b.prerelease) { x, y in
            switch (isDigits(x), isDigits(y)) {
            case (true, true): Digits.order(x, y)
            case (true, false): -1
            case (false, true): 1
            case (false, false): x == y ? 0 : x.precedes(y) ? -1 : 1
            }
        }
    }
}

/// The order of versions, for what lies above.
public enum VersionOrder {
    /// Below zero, zero or above it, number by number and word by word, as distutils' LooseVersion has it.
    public static func loose(_ a: String, _ b: String) -> Int { (try? VersionScheme.loose(a, b)) ?? 0 }

    /// Below zero, zero or above it; nil where one of the texts is no semantic version.
    public static func semantic(_ a: String, _ b: String) -> Int? { try? SemanticVersion.order(a, b) }

    /// Whether a version comes before a release.
    public static func isPrerelease(_ text: String) -> Bool {
        (try? SemanticVersion(text)).map { !$0.prerelease.isEmpty } ?? false
    }
}
