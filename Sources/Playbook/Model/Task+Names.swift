import Diagnostics
import Values

extension Task {
    /// The name as written, with a template's braces still in it; empty where none was written.
    public var writtenName: String {
        switch name {
        case .string(let text): text
        case .template(let template): template.text
        default: ""
        }
    }

    /// What listings and output call it: `role : name`, or the action where it has no name.
    ///
    /// - Parameter rendered: the name after rendering, where that is known.
    public func title(rendered: String? = nil) -> String {
        let own = rendered ?? writtenName
        if case .includeRole(let include) = kind {
            return own.isEmpty ? "\(action.name) : \(include.writtenName)" : own
        }
        let label = own.isEmpty ? action.name : own
        guard let role else { return label }
        return "\(role.fullName) : \(label)"
    }

    /// `file:line`, as `task path:` shows it; empty for tasks that the engine adds.
    public var path: String { span.map { "\($0.file.name):\($0.start.line)" } ?? "" }
}
