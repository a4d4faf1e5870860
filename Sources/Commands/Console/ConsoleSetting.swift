/// What a line of a console can set for all lines behind it.
enum ConsoleSetting: String, CaseIterable {
    case forks, verbosity, become, check, diff, timeout, collections
    case remoteUser = "remote_user"
    case becomeUser = "become_user"
    case becomeMethod = "become_method"

    static func named(_ word: String) -> ConsoleSetting? {
        word == "serial" ? .forks : ConsoleSetting(rawValue: word)
    }

    /// What is said where no value is given.
    var usage: String {
        switch self {
        case .forks: "Usage: forks <number>"
        case .verbosity: "Usage: verbosity <number>"
        case .become: "Please specify become value, e.g. `become yes`"
        case .check: "Please specify check mode value, e.g. `check yes`"
        case .diff: "Please specify a diff value , e.g. `diff yes`"
        case .timeout: "Usage: timeout <seconds>"
        case .collections:
            "Usage: collections <collection1>[, <collection2> ...]\n Use empty quotes or \"none\" to reset to default.\n"
        case .remoteUser: "Please specify a remote user, e.g. `remote_user root`"
        case .becomeUser: "Please specify a user, e.g. `become_user jenkins`"
        case .becomeMethod: "Please specify a become_method, e.g. `become_method su`"
        }
    }
}

/// The help of a console's own commands.
enum ConsoleHelp {
    static let texts: [String: String] = [
        "cd": "Change active host/group. \nUsage: cd <group>|<host>|<host pattern>",
        "list": "List the hosts in the current group or a list of groups if you add 'groups'.",
        "shell": "You can run shell commands through the shell module.",
        "exit": "LEAVE!",
        "forks": "Set the number of forks to use per task\nUsage: forks <number>",
        "verbosity": "Set the verbosity level, equivalent to -v for 1 and -vvvv for 4.",
        "become": "Toggle whether the tasks are run with become",
        "become_user": "The user to become for tasks, where become is on",
        "become_method": "How to become that user",
        "remote_user": "The user to log in as on hosts",
        "check": "Toggle check_mode for the tasks",
        "diff": "Toggle diff output for the tasks",
        "timeout": "Set task timeout in seconds\nUsage: timeout <seconds>",
        "collections": "The collections searched for short names of modules",
    ]
}
