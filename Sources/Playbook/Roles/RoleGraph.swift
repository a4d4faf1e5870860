/// The roles of a play as parts that may run side by side, and what each of them waits for.
///
/// A part is one use of a role: an entry of `roles:`, or a meta dependency of one. It waits for the role's own
/// dependencies, and for the use of the same role before it, so that what has run is not run twice. A role whose name
/// only hosts know may be any: it waits for all parts before it, and all behind it wait for it.
public struct RoleGraph: Sendable {
    /// One use of a role without its dependencies.
    public struct Part: Sendable {
        /// The role's name, that of its collection included; a template where only hosts know it.
        public let name: String
        /// The role; nil where only hosts know it.
        public let role: RoleInstance?
        /// Its tasks, and the mark of the role's end.
        public let blocks: [Block]
        /// The parts, all of them before it, that are over before it begins.
        public fileprivate(set) var predecessors: Set<Int>

        init(name: String, role: RoleInstance?, blocks: [Block], predecessors: Set<Int> = []) {
            self.name = name
            self.role = role
            self.blocks = blocks
            self.predecessors = predecessors
        }
    }

    /// In the order in which they run one after the other.
    public let parts: [Part]
    /// What the play runs with one task, of the kind `roles`, in place of all parts.
    public let blocks: [Block]

    /// - Parameters:
    ///   - parts: with their meta dependencies as predecessors.
    ///   - blocks: those of the play.
    init(_ parts: [Part], in blocks: [Block]) {
        self.blocks = blocks
        var parts = parts
        var lastUse: [String: Int] = [:]
        var barrier: Int?
        for index in parts.indices {
            if let role = parts[index].role {
                if let earlier = lastUse.updateValue(index, forKey: role.path) {
                    parts[index].predecessors.insert(earlier)
                }
                if let barrier { parts[index].predecessors.insert(barrier) }
            } else {
                parts[index].predecessors.formUnion(0..<index)
                barrier = index
            }
        }
        self.parts = parts
    }
}

extension [RoleGraph.Part] {
    /// Adds the parts of another list behind these.
    mutating func append(shifted others: [RoleGraph.Part]) {
        let offset = count
        self += others.map { part in
            var part = part
            part.predecessors = Set(part.predecessors.map { $0 + offset })
            return part
        }
    }
}
