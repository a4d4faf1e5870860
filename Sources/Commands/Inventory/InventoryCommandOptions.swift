/// What `ansible-inventory` takes.
struct InventoryCommandOptions: Sendable {
    var output = OutputOptions()
    var inventory = InventoryOptions()
    var vault = VaultOptions()
    var variables = VariableOptions()
    var basedir: String?
    var group: String?
    var list = false
    var host: String?
    var graph = false
    var yaml = false
    var toml = false
    var vars = false
    var export = false
    var outputFile: String?

    static func arguments() -> [Argument<Self>] {
        var arguments: [Argument<Self>] = OutputOptions.arguments.at(\.output)
        arguments += InventoryOptions.arguments.filter { $0.names != ["--list-hosts"] }.at(\.inventory)
        arguments += VaultOptions.arguments.at(\.vault)
        arguments.append(
            .value(
                "--playbook-dir", as: "BASEDIR", sets: \.basedir,
                help: "directory that stands for a playbook's: group_vars and host_vars are looked for beside it"))
        arguments += VariableOptions.arguments.at(\.variables)
        arguments.append(.word("group", .optional, sets: \.group, help: "the group that --graph begins with"))
        arguments += [
            .flag("--list", sets: \.list, help: "print all hosts and groups, as an inventory script does"),
            .value(
                "--host", as: "HOST", sets: \.host,
                help: "print the variables of one host, as an inventory script does; ignores the limit"),
            .flag("--graph", sets: \.graph, help: "print the tree of groups; ignores the limit"),
        ].under("Actions", "exactly one of these must be given")
        arguments += [
            .flag("-y", "--yaml", sets: \.yaml, help: "YAML in place of JSON"),
            .flag("--toml", sets: \.toml, help: "TOML in place of JSON"),
            .flag("--vars", sets: \.vars, help: "variables too, with --graph"),
            .flag(
                "--export", sets: \.export,
                help: "with --list: keep variables with their groups, as one would write them"),
            .value("--output", as: "OUTPUT_FILE", sets: \.outputFile, help: "file to write to, with --list"),
        ]
        return arguments
    }
}
