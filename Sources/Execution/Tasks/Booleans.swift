import Diagnostics
import Values

/// Ansible's reading of a value as yes or no; nil for what is neither.
///
/// Follows the boolean conversion of module options: yes, on, true, 1 and their opposites, in any case.
func ansibleBool(_ value: Value) -> Bool? {
    switch value {
    case .bool(let flag): flag
    case .int(0): false
    case .int(1): true
    case .double(0): false
    case .double(1): true
    case .string(let text): BooleanText.parse(text)
    default: nil
    }
}
