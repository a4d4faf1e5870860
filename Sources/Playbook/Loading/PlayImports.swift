import Values

/// What the `import_playbook` statements around a play give to it.
struct PlayImports {
    /// Variables that the play's own override: those of the nearest import.
    var weakVars: Dict = [:]
    /// Variables that override the play's own.
    var strongVars: Dict = [:]
    var tags: [Value] = []
    /// The outermost first.
    var conditions: [Value] = []

    /// What holds inside one more import.
    func inside(_ draft: Draft) -> PlayImports {
        var vars = draft.vars
        vars.removeValue(forKey: "tags")
        return PlayImports(
            weakVars: draft.vars, strongVars: vars.merging(strongVars) { $1 },
            tags: tags + draft.attributes.tags + Self.tags(in: draft.vars),
            conditions: conditions + draft.attributes.when)
    }

    func tags(over own: [Value]) -> [Value] { own + tags.filter { !own.contains($0) } }

    /// `vars: {tags: a,b}` once was how an import gave tags, and still is.
    private static func tags(in vars: Dict) -> [Value] {
        guard let text = vars["tags"]?.text else { return [] }
        return text.split(separator: ",").map { .string(String($0)) }
    }
}
