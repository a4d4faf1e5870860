public import Diagnostics
public import Values

/// Hosts, and what is to be done on them.
public final class Play: Sendable {
    public let id: Task.ID
    /// Where its mapping begins.
    public let span: Span
    /// Text or template; nil where none was written.
    public let name: Value?
    /// The keywords that are its own.
    public let keywords: PlayKeywords
    /// The inheritable keywords of the play (and of the `import_playbook` around it).
    public let attributes: Attributes
    /// `vars`, as written.
    public let vars: Dict
    /// What `vars_files` said at load time, weakest first.
    let varsFiles: [Dict]
    /// The play's roles in the order in which they lend defaults and vars: those of `roles:`, then static imports.
    public let roles: [RoleInstance]
    /// Everything to run in order: pre_tasks, roles, tasks, post_tasks, with the flushes of handlers between them.
    public let blocks: [Block]
    /// The roles of `roles:` and their dependencies as a graph; nil where there are fewer than two.
    public let roleGraph: RoleGraph?
    /// Handlers in order of definition: roles', the play's, imported roles'.
    public let handlers: [Block]
    /// The conditions of the `import_playbook` that brought it in; they also guard the gathering of facts.
    public let importConditions: [Value]
    /// The directory of its playbook file, for relative names.
    public let directory: String

    init(
        id: Task.ID, span: Span, name: Value?, keywords: PlayKeywords, attributes: Attributes, vars: Dict,
        varsFiles: [Dict], roles: [RoleInstance], blocks: [Block], roleGraph: RoleGraph?, handlers: [Block],
        importConditions: [Value], directory: String
    ) {
        self.id = id
        self.span = span
        self.name = name
        self.keywords = keywords
        self.attributes = attributes
        self.vars = vars
        self.varsFiles = varsFiles
        self.roles = roles
        self.blocks = blocks
        self.roleGraph = roleGraph
        self.handlers = handlers
        self.importConditions = importConditions
        self.directory = directory
    }

    /// The name, or the hosts where it has none, as written.
    public var title: String {
        if let name = name?.written, !name.isEmpty { return name }
        return (keywords.hosts.sequence ?? [keywords.hosts]).map(\.written).joined(separator: ",")
    }
}
