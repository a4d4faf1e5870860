public import Values

/// What `apply:` gives to everything that a dynamic include brings in.
public struct Apply: Sendable {
    /// Keywords for what is included.
    public var attributes: Attributes { draft.attributes }
    /// Variables for what is included.
    public var vars: Dict { draft.vars }
    let draft: Draft
}

/// `include_tasks:`
public struct IncludeTasks: Sendable {
    /// The file's name, text or template.
    public var file: Value
    public var apply: Apply?
}

/// `include_role:`
public struct IncludeRole: Sendable {
    /// The role's name, text or template.
    public var name: Value
    /// The files to take in place of `main`.
    public var from: RoleFiles
    /// `public`: whether the role's defaults and vars become visible to the rest of the play.
    public var isPublic: Value?
    /// `allow_duplicates`: whether the role may run again.
    public var allowDuplicates: Value?
    /// `rolespec_validate`: whether the role's argument specification is checked.
    public var rolespecValidate: Value?
    public var apply: Apply?

    var writtenName: String { name.mapping.flatMap { try? Value.dict($0).representation() } ?? name.written }
}

/// Which files of a role to take in place of `main`: `tasks_from` and its sisters; text or templates.
public struct RoleFiles: Sendable, Hashable {
    /// `tasks_from`.
    public var tasks: Value?
    /// `vars_from`.
    public var vars: Value?
    /// `defaults_from`.
    public var defaults: Value?
    /// `handlers_from`.
    public var handlers: Value?

    public init() {}
}

/// What a run-time include of a role asks for, every value rendered.
public struct RoleRequest: Sendable {
    public var name: String
    /// The files to take in place of `main`.
    public var from: RoleFiles
    /// Whether its defaults and vars become visible to the rest of the play.
    public var isPublic: Bool
    /// Whether the role may run again.
    public var allowDuplicates: Bool
    /// Whether its argument specification is checked.
    public var rolespecValidate: Bool
    /// Variables for the role that stand beside its name (`name: {role: x, colour: red}`).
    public var parameters: Dict = [:]

    public init(
        _ name: String, from: RoleFiles = RoleFiles(), isPublic: Bool = false, allowDuplicates: Bool = true,
        rolespecValidate: Bool = true
    ) {
        self.name = name
        self.from = from
        self.isPublic = isPublic
        self.allowDuplicates = allowDuplicates
        self.rolespecValidate = rolespecValidate
    }
}

/// A role of `roles:` whose name holds a template that play variables cannot resolve.
///
/// It is resolved for each host from its variables; hosts with the same answer run together. Beyond Ansible, which
/// refuses such a name.
public struct DeferredRole: Sendable {
    public var name: Template
    let entry: RoleEntry
}

extension Value {
    /// A text or a template's text, as it was written; anything else gives nothing.
    var written: String {
        switch self {
        case .string(let text): text
        case .template(let template): template.text
        case .int(let number): String(number)
        default: ""
        }
    }
}
