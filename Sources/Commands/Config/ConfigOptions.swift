import Configuration

/// What `ansible-config` takes.
struct ConfigOptions: Sendable {
    enum Action: String, Sendable { case list, dump, view, `init`, validate }

    var action = Action.view
    var output = OutputOptions()
    var file: String?
    /// `base`, `all` or a type of plugin.
    var type = "base"
    var plugins: [String] = []
    var format: String?
    var onlyChanged = false
    var isCommented = false

    static func syntax(_ program: String) -> Syntax<Self> {
        var syntax = Syntax<Self>(
            program, "View ansible configuration.", [Syntax.version] + OutputOptions.arguments.at(\.output))
        syntax.choices = [
            choice(.list, "print everything that can be set", program, [format("json", "yaml")]),
            choice(
                .dump, "print what is set", program,
                [
                    .flag(
                        "--only-changed", "--changed-only", sets: \.onlyChanged,
                        help: "only what differs from the defaults"),
                    format("json", "yaml", "display"),
                ]),
            choice(.view, "print the configuration file", program, []),
            choice(
                .`init`, "print a configuration file to begin with", program,
                [
                    format("ini", "env", "vars"),
                    .flag("--disabled", sets: \.isCommented, help: "every setting in a comment"),
                ]),
            choice(
                .validate, "look for settings in the file or the environment that nobody knows", program,
                [format("ini", "env")]),
        ]
        return syntax
    }

    private static func format(_ choices: String...) -> Argument<Self> {
        var argument = Argument<Self>(
            ["--format", "-f"], .one, as: "{\(choices.joined(separator: ","))}", help: "form of the output"
        ) { options, word in options.format = word }
        argument.choices = choices
        return argument
    }

    private static func choice(
        _ action: Action, _ help: String, _ program: String, _ arguments: [Argument<Self>]
    ) -> Syntax<Self>.Choice {
        let types = ["all", "base"] + SettingReference.pluginTypes
        var type = Argument<Self>(
            ["-t", "--type"], .one, as: "{\(types.joined(separator: ","))}", help: "settings of this type of plugin"
        ) { options, word in options.type = word }
        type.choices = types
        let common: [Argument<Self>] =
            OutputOptions.arguments.at(\.output) + [
                .value("-c", "--config", as: "CONFIG_FILE", sets: \.file, help: "the configuration file to read"),
                type,
                .words("args", .any, sets: \.plugins, help: "plugins of the type, all of them where none is named"),
            ]
        return .init(
            name: action.rawValue, help: help, syntax: Syntax("\(program) \(action.rawValue)", "", common + arguments),
            apply: { $0.action = action })
    }
}
