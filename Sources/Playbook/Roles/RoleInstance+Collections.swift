extension RoleInstance {
    /// The collections in which the role's tasks look for short names; nil where the usual ones are enough.
    var collections: [String]? {
        var names = role.collection.map { [$0] } ?? []
        names += role.metadata.collections.filter { !names.contains($0) }
        if names.isEmpty { return nil }
        if names.contains("ansible.builtin") || names.contains("ansible.legacy") { return names }
        return names + [role.collection == nil ? "ansible.legacy" : "ansible.builtin"]
    }
}
