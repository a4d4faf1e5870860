public import Values

/// Which tasks a run takes by their tags: `--tags` and `--skip-tags`.
public struct TagSelection: Sendable, Hashable {
    /// Nothing asked for means `all`.
    public var only: Set<String>
    public var skip: Set<String>

    public init(only: Set<String> = [], skip: Set<String> = []) {
        self.only = only.isEmpty ? ["all"] : only
        self.skip = skip
    }

    /// Whether a task with these tags runs; `tags` are rendered and flat.
    public func takes(_ tags: Set<String>) -> Bool { isWanted(tags) && !isSkipped(tags) }

    private func isWanted(_ tags: Set<String>) -> Bool {
        if tags.contains("always") { return true }
        if only.contains("all"), !tags.contains("never") { return true }
        if tags.isEmpty { return only.contains("untagged") }
        if !tags.isDisjoint(with: only) { return true }
        return only.contains("tagged") && !tags.contains("never")
    }

    private func isSkipped(_ tags: Set<String>) -> Bool {
        guard !skip.isEmpty else { return false }
        if skip.contains("all") { return !tags.contains("always") || skip.contains("always") }
        if tags.isEmpty { return skip.contains("untagged") }
        return !tags.isDisjoint(with: skip) || skip.contains("tagged")
    }
}

extension TagSelection {
    /// The tags of a list of values that are rendered: numbers as text, lists made flat.
    public static func flat(_ tags: some Sequence<Value>) -> Set<String> {
        var found: Set<String> = []
        for tag in tags {
            if let items = tag.sequence { found.formUnion(flat(items)) } else { found.insert(tag.written) }
        }
        return found
    }
}
