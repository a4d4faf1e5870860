/// What `ansible-galaxy` takes.
struct GalaxyOptions: Sendable {
    enum Action: Sendable {
        case roleInit, roleList, roleRemove, roleInstall
        case collectionInit, collectionList, collectionBuild, collectionInstall
        /// What only the server can answer.
        case server(String)
    }

    var action = Action.roleList
    var output = OutputOptions()
    var words: [String] = []
    var force = false
    var forceWithDependencies = false
    var initPath: String?
    var rolesPaths: [String] = []
    var collectionsPaths: [String] = []
    var requirements: String?
    var ignoresErrors = false
    var noDependencies = false
    var keepsMeta = false
    var format: String?
    var outputPath: String?
    var isOffline = false
    var ignoresSignatures = false
    var ignoresCertificates = false
    var keyring: String?
    var takesPrereleases = false
    var upgrades = false
    var extraVars: [String] = []
    var server: String?
    var token: String?

    static func syntax(_ program: String) -> Syntax<Self> {
        var syntax = Syntax<Self>(
            program, "Perform various Role and Collection related operations.",
            [Syntax.version] + OutputOptions.arguments.at(\.output))
        syntax.choicePlaceholder = "TYPE"
        syntax.showsChoicePlaceholder = true
        let role = group(
            "ROLE_ACTION", "\(program) role", "Perform the action on an Ansible Galaxy role.",
            [
                ("init", .roleInit, "make the files of a new role", initialising + words("role_name", .one)),
                ("remove", .roleRemove, "take roles away", rolesPath + words("roles", .some)),
                ("delete", .server("role delete"), "needs the server", words("args", .any)),
                ("list", .roleList, "list the roles there are", rolesPath + words("role", .any)),
                ("search", .server("role search"), "needs the server", words("args", .any)),
                ("import", .server("role import"), "needs the server", words("args", .any)),
                ("setup", .server("role setup"), "needs the server", words("args", .any)),
                ("info", .server("role info"), "needs the server", words("args", .any)),
                (
                    "install", .roleInstall, "install roles from archives and repositories",
                    rolesPath + installing("--role-file") + words("role_name", .any)
                        + [.flag("-g", "--keep-scm-meta", sets: \.keepsMeta, help: "keep what the repository keeps")]
                ),
            ])
        let collection = group(
            "COLLECTION_ACTION", "\(program) collection", "Perform the action on an Ansible Galaxy collection.",
            [
                ("download", .server("collection download"), "needs the server", words("args", .any)),
                (
                    "init", .collectionInit, "make the files of a new collection",
                    initialising + words("collection_name", .one)
                ),
                (
                    "build", .collectionBuild, "make an archive of a collection",
                    [
                        .flag("-f", "--force", sets: \.force, help: "replace what is there"),
                        .value(
                            "--output-path", as: "OUTPUT_PATH", sets: \.outputPath, help: "directory of the archive"),
                    ] + words("collection", .any)
                ),
                ("publish", .server("collection publish"), "needs the server", words("args", .any)),
                (
                    "install", .collectionInstall, "install collections from archives, directories and repositories",
                    collectionsPath + installing("--requirements-file") + words("collection_name", .any) + [
                        .flag("--offline", sets: \.isOffline, help: "ask no server"),
                        .flag(
                            "--disable-gpg-verify", sets: \.ignoresSignatures, help: "check no signatures"),
                        .value("--keyring", as: "KEYRING", sets: \.keyring, help: "keys of signatures"),
                        .flag(
                            "-U", "--upgrade", sets: \.upgrades,
                            help: "take newer versions than those that are installed"),
                        .flag("--pre", sets: \.takesPrereleases, help: "take versions before a release"),
                    ]
                ),
                (
                    "list", .collectionList, "list the collections there are",
                    collectionsPath + words("collection", .any) + [
                        .value("--format", as: "{human,yaml,json}", sets: \.format, help: "form of the list")
                    ]
                ),
                ("verify", .server("collection verify"), "needs the server", words("args", .any)),
            ])
        syntax.choices = [
            .init(name: "collection", help: "collections", syntax: collection, apply: { _ in }),
            .init(name: "role", help: "roles", syntax: role, apply: { _ in }),
        ]
        return syntax
    }

    private typealias Row = (name: String, action: Action, help: String, arguments: [Argument<Self>])

    private static func group(
        _ placeholder: String, _ program: String, _ description: String, _ rows: [Row]
    ) -> Syntax<Self> {
        var syntax = Syntax<Self>(program, description, [])
        syntax.choicePlaceholder = placeholder
        syntax.showsChoicePlaceholder = true
        syntax.choices = rows.map { row in
            .init(
                name: row.name, help: row.help,
                syntax: Syntax("\(program) \(row.name)", row.help, common + row.arguments),
                apply: { $0.action = row.action })
        }
        return syntax
    }

    private static let common: [Argument<Self>] =
        OutputOptions.arguments.at(\.output) + [
            .value(
                "-s", "--server", as: "API_SERVER", sets: \.server,
                help: "the server's URL or its name in the configuration"),
            .value("--token", "--api-key", as: "API_KEY", sets: \.token, help: "a key for the server"),
            .flag("-c", "--ignore-certs", sets: \.ignoresCertificates, help: "check no certificates"),
        ]

    private static func words(_ name: String, _ arity: ArgumentArity) -> [Argument<Self>] {
        [.words(name, arity, sets: \.words, help: "names or sources")]
    }

    private static let rolesPath: [Argument<Self>] = [
        .list("-p", "--roles-path", as: "ROLES_PATH", sets: \.rolesPaths, help: "directory of the roles")
    ]
    private static let collectionsPath: [Argument<Self>] = [
        .list(
            "-p", "--collections-path", as: "COLLECTIONS_PATH", sets: \.collectionsPaths,
            help: "directory of the collections")
    ]
    private static let initialising: [Argument<Self>] = [
        .flag("-f", "--force", sets: \.force, help: "replace what is there"),
        .value("--init-path", as: "INIT_PATH", sets: \.initPath, help: "directory to make it in"),
        .flag("--offline", sets: \.isOffline, help: "ask no server"),
        .list("-e", "--extra-vars", as: "EXTRA_VARS", sets: \.extraVars, help: "variables of the skeleton"),
    ]

    private static func installing(_ file: String) -> [Argument<Self>] {
        [
            .flag("-f", "--force", sets: \.force, help: "replace what is there"),
            .flag(
                "--force-with-deps", sets: \.forceWithDependencies, help: "replace what is there and what it needs"),
            .value("-r", file, as: "REQUIREMENTS", sets: \.requirements, help: "file of what is to be installed"),
            .flag("-i", "--ignore-errors", sets: \.ignoresErrors, help: "go on where something fails"),
            .flag("-n", "--no-deps", sets: \.noDependencies, help: "leave out what it needs"),
        ]
    }
}
