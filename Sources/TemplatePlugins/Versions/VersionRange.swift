/// Which versions are wanted (`>=2.15.0,<2.18`), as Python packages and the `requires_ansible` of collections say it.
///
/// Source: PEP 440, version specifiers.
public struct VersionRange: Sendable {
    private let clauses: [(sign: String, version: String)]

    private static let signs = ["===", "~=", "==", "!=", "<=", ">=", "<", ">"]

    /// Nil for a text that is no such range.
    public init?(_ text: String) {
        var clauses: [(sign: String, version: String)] = []
        for part in text.split(separator: ",") {
            let clause = part.filter { !$0.isWhitespace }
            guard let sign = Self.signs.first(where: clause.hasPrefix) else { return nil }
            let version = String(clause.dropFirst(sign.count))
            let isOpen = version.hasSuffix(".*") && ["==", "!="].contains(sign)
            guard (try? PublicVersion(isOpen ? String(version.dropLast(2)) : version)) != nil else { return nil }
            clauses.append((sign, version))
        }
        self.clauses = clauses
    }

    /// Whether a version is among them. A text that is no version is in none.
    public func contains(_ version: String) -> Bool { clauses.allSatisfy { Self.holds($0.sign, version, $0.version) } }

    private static func holds(_ sign: String, _ version: String, _ other: String) -> Bool {
        if other.hasSuffix(".*") {
            let isBelow = begins(version, with: String(other.dropLast(2)))
            return sign == "==" ? isBelow : !isBelow
        }
        guard let order = try? PublicVersion.order(version, other) else { return false }
        switch sign {
        case "===": return version == other
        case "==": return order == 0
        case "!=": return order != 0
        case "<=": return order <= 0
        case ">=": return order >= 0
        case "<": return order < 0
        case ">": return order > 0
        default:
            let parts = other.split(separator: ".").dropLast()
            return order >= 0 && begins(version, with: parts.joined(separator: "."))
        }
    }

    private static func begins(_ version: String, with start: String) -> Bool {
        let (parts, wanted) = (version.split(separator: "."), start.split(separator: "."))
        return parts.count >= wanted.count && zip(parts, wanted).allSatisfy { Int($0) ?? -1 == Int($1) ?? -2 }
    }
}
