public import Templating
public import Values

/// A role on disk: where it is and what its files say, apart from tasks and handlers, which are loaded for each use.
public final class Role: Sendable {
    /// The name it was asked for by: `web`, `cluster/cni/cilium`; for a collection's role its last part.
    public let name: String
    public let path: String
    /// The collection it belongs to (`namespace.name`); nil for a role of its own.
    public let collection: String?
    public let defaults: Dict
    public let vars: Dict
    public let metadata: RoleMetadata
    /// Variables of ``defaults`` and ``vars`` that have names which they should not have.
    public let reservedNames: [ReservedName]

    init(
        name: String, path: String, collection: String?, defaults: Dict, vars: Dict, metadata: RoleMetadata,
        reservedNames: [ReservedName]
    ) {
        self.name = name
        self.path = path
        self.collection = collection
        self.defaults = defaults
        self.vars = vars
        self.metadata = metadata
        self.reservedNames = reservedNames
    }
}
