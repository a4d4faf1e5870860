public import Diagnostics
public import Jinja
public import Values

/// Renders values in the variables of one host and task, by ansible-core 2.19's rules.
public final class Templar {
    public let environment: Environment
    public let variables: VariableStack

    public init(environment: Environment, variables: VariableStack) {
        self.environment = environment
        self.variables = variables
    }
}
