/// What `ansible-pull` takes.
struct PullOptions: Sendable {
    var output = OutputOptions()
    var connection = ConnectionOptions()
    var vault = VaultOptions()
    var variables = VariableOptions()
    var tagging = TagOptions()
    var inventory = InventoryOptions()
    var run = TaskRunOptions()
    var becoming = BecomePromptOptions()
    var playbooks: [String] = []
    var purges = false
    var onlyIfChanged = false
    var sleep: String?
    var force = false
    var directory: String?
    var url: String?
    var fullClone = false
    var checkout: String?
    var acceptsHostKey = false
    var module: String?
    var verifiesCommit = false
    var cleans = false
    var tracksSubmodules = false
    var checking = CheckOptions()

    static func arguments() -> [Argument<Self>] {
        var arguments: [Argument<Self>] = OutputOptions.arguments.at(\.output)
        arguments += ConnectionOptions.arguments.at(\.connection)
        arguments += VaultOptions.arguments.at(\.vault)
        arguments += VariableOptions.arguments.at(\.variables)
        arguments += TagOptions.arguments.at(\.tagging)
        arguments += InventoryOptions.arguments.at(\.inventory)
        arguments += TaskRunOptions.modules.at(\.run)
        arguments += BecomePromptOptions.arguments.at(\.becoming)
        arguments += [
            .words("playbook.yml", .any, sets: \.playbooks, help: "playbooks of the repository, in order"),
            .flag("--purge", sets: \.purges, help: "remove the checkout afterwards"),
            .flag(
                "-o", "--only-if-changed", sets: \.onlyIfChanged, help: "only run where the repository has changed"),
            .value(
                "-s", "--sleep", as: "SLEEP", sets: \.sleep,
                help: "wait for a random time below this many seconds before anything else"),
            .flag("-f", "--force", sets: \.force, help: "run even where the repository could not be updated"),
            .value("-d", "--directory", as: "DEST", sets: \.directory, help: "directory to check out to"),
            .value("-U", "--url", as: "URL", sets: \.url, help: "URL of the repository"),
            .flag("--full", sets: \.fullClone, help: "clone the whole history"),
            .value("-C", "--checkout", as: "CHECKOUT", sets: \.checkout, help: "branch, tag or commit"),
            .flag("--accept-host-key", sets: \.acceptsHostKey, help: "accept the key of the repository's host"),
            .value(
                "-m", "--module-name", as: "MODULE_NAME", sets: \.module,
                help: "module that checks out (default=git)"),
            .flag("--verify-commit", sets: \.verifiesCommit, help: "check the signature of the commit"),
            .flag("--clean", sets: \.cleans, help: "throw away changes in the checkout"),
            .flag("--track-subs", sets: \.tracksSubmodules, help: "submodules follow their branches"),
        ]
        for argument in CheckOptions.arguments.at(\Self.checking) {
            // Their short names are taken.
            var argument = argument
            argument.names.removeAll { !$0.hasPrefix("--") }
            arguments.append(argument)
        }
        return arguments
    }
}
