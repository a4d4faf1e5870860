import Diagnostics
import Values

/// What becomes of group names that cannot be variables (`TRANSFORM_INVALID_GROUP_CHARS`).
public enum GroupNameRule: String, Sendable {
    /// Kept, with a warning.
    case never
    /// Kept.
    case ignore
    /// Each bad character becomes `_`, with a warning.
    case always
    /// The same without one.
    case silently

    /// The name a group gets, and what to warn of.
    func apply(to name: String) -> (name: String, warning: String?) {
        let isBad = Self.badCharacters(of: name)
        guard isBad.contains(true) else { return (name, nil) }
        let head = "Invalid characters were found in group names"
        switch self {
        case .never: return (name, "\(head) but not replaced, use -vvvv to see details")
        case .ignore: return (name, nil)
        case .always, .silently:
            let safe = String(zip(name, isBad).map { $1 ? "_" : $0 })
            return (safe, self == .always ? "\(head) and automatically replaced, use -vvvv to see details" : nil)
        }
    }

    /// Python's `^[\d\W]|[^\w]` of each character.
    private static func badCharacters(of name: String) -> [Bool] {
        name.enumerated().map { index, character in
            let isWord = character.isLetter || character.isNumber || character == "_"
            return !isWord || (index == 0 && character.isNumber)
        }
    }
}

extension Inventory {
    /// Adds the group where it is not there yet, by the rule for names.
    ///
    /// - Returns: the name that it has.
    @discardableResult
    mutating func addGroup(named name: String, _ context: InventoryContext) -> String {
        let name = context.groupName(name)
        addGroup(name)
        return name
    }
}

extension InventoryContext {
    /// The name that a group gets which is called `name`.
    func groupName(_ name: String) -> String {
        let (safe, warning) = groupNames.apply(to: name)
        if let warning { warn(warning) }
        return safe
    }
}
