import Values

extension Task {
    /// The task that gathers facts at the beginning of a play; the engine adds it.
    ///
    /// It runs whatever tags are asked for, unless the play itself is tagged.
    public static func gatheringFacts(for play: Play) -> Task {
        var attributes = play.attributes
        attributes.runOnce = nil
        attributes.when = play.importConditions
        if attributes.tags.isEmpty { attributes.tags = ["always"] }
        var arguments: Dict = [:]
        if let subset = play.keywords.gatherSubset { arguments["gather_subset"] = subset }
        if let timeout = play.keywords.gatherTimeout { arguments["gather_timeout"] = timeout }
        if let path = play.keywords.factPath { arguments["fact_path"] = path }
        return Task(
            id: ID(-1 - play.id.number), kind: .action, span: nil, name: "Gathering Facts",
            action: Action("gather_facts", resolved: "ansible.builtin.gather_facts", arguments: arguments),
            attributes: attributes, effective: attributes, vars: [:], scope: Scope(effective: attributes),
            isImplicit: true)
    }
}
