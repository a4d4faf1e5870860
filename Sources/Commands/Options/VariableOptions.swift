/// Variables of the command line.
struct VariableOptions: Sendable {
    var extraVars: [String] = []

    static let arguments: [Argument<Self>] = [
        .list(
            "-e", "--extra-vars", as: "EXTRA_VARS", sets: \.extraVars,
            help: "variables as key=value, YAML or JSON, or @ and the name of a file")
    ]
}
