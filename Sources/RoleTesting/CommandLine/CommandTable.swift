/// The commands of role tests.
enum CommandTable {
    struct Row: Sendable {
        let name: String
        let help: String
        var options: [CommandOption]
        /// What positional words stand for: `[ANSIBLE_ARGS]...`; nil where there are none.
        var words: String?
        /// How many of them are taken.
        var count = 0...0
        /// Whether `-h` is an option of its own here.
        var takesShortHelp = true
        /// Commands that only this program has.
        var isOurs = false
        /// What the word behind a group's name may be; `name` of each begins with the group's.
        var subcommands: [Row] = []
    }

    static let rows: [Row] = [
        Row(
            name: "check",
            help: "Use the provisioner to perform a Dry-Run (destroy, dependency, create, prepare, converge).",
            options: CommandOptions.common + CommandOptions.parallel),
        Row(
            name: "cleanup",
            help: "Use the provisioner to cleanup any changes made to external systems during the stages of testing.",
            options: CommandOptions.common),
        Row(
            name: "converge",
            help: "Use the provisioner to configure instances (dependency, create, prepare converge).",
            options: CommandOptions.common, words: "[ANSIBLE_ARGS]...", count: 0...Int.max),
        Row(
            name: "create", help: "Use the provisioner to start the instances.",
            options: CommandOptions.common + [CommandOptions.driver, CommandOptions.driverAlias]),
        Row(name: "dependency", help: "Manage the role's dependencies.", options: CommandOptions.common),
        Row(
            name: "destroy", help: "Use the provisioner to destroy the instances.",
            options: CommandOptions.common + [CommandOptions.driver, CommandOptions.driverAlias]
                + CommandOptions.parallel),
        Row(name: "drivers", help: "List drivers.", options: [CommandOptions.format(["simple", "plain"])]),
        Row(
            name: "gc", help: "Remove what is left of hosts whose run is over.", options: [], isOurs: true),
        Row(
            name: "idempotence",
            help: "Use the provisioner to configure the instances and look whether anything changes.",
            options: CommandOptions.common, words: "[ANSIBLE_ARGS]...", count: 0...Int.max),
        Row(
            name: "init", help: "Initialize a new scenario.", options: [], words: "COMMAND [ARGS]...",
            subcommands: [
                Row(
                    name: "init scenario", help: "Initialize a new scenario for use with Molecule.", options: [],
                    words: "[SCENARIO_NAME]", count: 0...1)
            ]),
        Row(
            name: "list", help: "List status of instances.",
            options: [CommandOptions.scenarioName, CommandOptions.format(["simple", "plain", "yaml"])]),
        Row(
            name: "login", help: "Log in to one instance.",
            options: [CommandOptions.scenarioName, CommandOptions.host],
            takesShortHelp: false),
        Row(
            name: "matrix", help: "List matrix of steps used to test instances.",
            options: [CommandOptions.scenarioName],
            words: "SUBCOMMAND", count: 1...1),
        Row(
            name: "prepare", help: "Use the provisioner to prepare the instances into a particular starting state.",
            options: CommandOptions.common + [
                CommandOptions.driver, CommandOptions.driverAlias, CommandOptions.force,
                CommandOptions.format(["simple", "plain"]),
            ]),
        Row(
            name: "reset", help: "Reset molecule temporary folders.",
            options: CommandOptions.scenarios + CommandOptions.output),
        Row(
            name: "side-effect", help: "Use the provisioner to perform side effects to the role.",
            options: CommandOptions.common),
        Row(
            name: "snapshots", help: "List the kept states of hosts, or remove them with 'rm'.", options: [],
            words: "[rm [KEY]...]", count: 0...Int.max, isOurs: true),
        Row(name: "syntax", help: "Use the provisioner to syntax check the role.", options: CommandOptions.common),
        Row(
            name: "test",
            help:
                "Test (dependency, cleanup, destroy, syntax, create, prepare, converge, idempotence, side_effect, verify, "
                + "cleanup, destroy).",
            options: CommandOptions.common
                + [CommandOptions.driver, CommandOptions.driverAlias, CommandOptions.destroy] + CommandOptions.parallel
                + CommandOptions.testing, words: "[ANSIBLE_ARGS]...", count: 0...Int.max),
        Row(name: "verify", help: "Run automated tests against instances.", options: CommandOptions.common),
    ]
}
