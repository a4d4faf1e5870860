import Diagnostics
import Values

/// An entry of `roles:` or of a role's `dependencies:`, parsed but not yet looked up.
struct RoleEntry: Sendable {
    /// Text or template.
    var name: Value
    var span: Span
    var parameters: Dict
    var vars: Dict
    var attributes: Attributes
}
