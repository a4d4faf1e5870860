import Diagnostics
import Values

/// Ansible's reading of a value as yes or no; nil for what is neither.
func ansibleBool(_ value: Value) -> Bool? { value.asBoolean }
