import Configuration

/// What `ansible-doc` takes.
struct DocOptions: Sendable {
    var output = OutputOptions()
    var modulePath: [String] = []
    var basedir: String?
    var type = "module"
    var isJSON = false
    var rolesPath: [String] = []
    var entryPoint: String?
    var snippet = false
    var listsFiles = false
    var lists = false
    var dumpsAll = false
    var neverFails = false
    var names: [String] = []

    static let types = SettingReference.pluginTypes + ["module", "strategy", "test", "filter", "role", "keyword"]

    static func arguments() -> [Argument<Self>] {
        var type = Argument<Self>(
            ["-t", "--type"], .one, as: "{\(types.joined(separator: ","))}", help: "type of plugin (default=module)"
        ) { options, word in options.type = word }
        type.choices = types
        return OutputOptions.arguments.at(\.output) + [
            .list(
                "-M", "--module-path", as: "MODULE_PATH", sets: \.modulePath,
                help: "directories searched for modules before all others, with colons between them"),
            .value("--playbook-dir", as: "BASEDIR", sets: \.basedir, help: "directory that stands for a playbook's"),
            type,
            .words("plugin", .any, sets: \.names, help: "names of plugins"),
            .flag("-j", "--json", sets: \.isJSON, help: "JSON in place of text"),
            .list("-r", "--roles-path", as: "ROLES_PATH", sets: \.rolesPath, help: "directories of roles"),
            .value("-e", "--entry-point", as: "ENTRY_POINT", sets: \.entryPoint, help: "entry point of a role")
                .exclusive("form"),
            .flag("-s", "--snippet", sets: \.snippet, help: "a task with every option, to begin with")
                .exclusive("form"),
            .flag("-F", "--list_files", sets: \.listsFiles, help: "names and files of the plugins there are")
                .exclusive("form"),
            .flag("-l", "--list", sets: \.lists, help: "the plugins there are").exclusive("form"),
            .flag("--metadata-dump", sets: \.dumpsAll, help: "everything about every plugin, as JSON")
                .exclusive("form"),
            .flag("--no-fail-on-errors", sets: \.neverFails, help: "go on where --metadata-dump meets an error"),
        ]
    }
}
