/// The options of all commands, each once.
///
/// Source: `molecule COMMAND --help` of Molecule 26.10; those of ours stand behind theirs.
enum CommandOptions {
    static let main: [CommandOption] = [
        .flag("debug", "Enable or disable debug mode. Default is disabled.") { $0.debug = $1 },
        CommandOption("verbose", "v", .count, "Increase Ansible verbosity level. Default is 0.") { invocation, _ in
            invocation.verbosity += 1
        },
        .text(
            "base-config", "c",
            "Path to a base config (can be specified multiple times). The configurations are merged in this order, and "
                + "each scenario's molecule.yml on top. By default '.config/molecule/config.yml' of the repository, "
                + "'extensions/molecule/config.yml' of a collection, or the one of the user's home."
        ) { $0.baseConfigs.append($1) },
        .text("env-file", "e", "The file to read variables from when rendering molecule.yml. (.env.yml)") {
            $0.envFile = $1
        },
        CommandOption("version", nil, .version, "Show version information and exit.") { _, _ in },
    ]

    static let scenarios = [
        scenarioNames,
        .text(
            "exclude", "e", "Name of the scenario to exclude from targeting. May be specified multiple times."
        ) { $0.excludes.append($1) },
        .flag(
            "all",
            "Target all scenarios. Overrides scenario-name. For 'reset', this includes shared state and inventory. "
                + "(default: disabled)"
        ) { $0.all = $1 },
    ]

    static let output: [CommandOption] = [
        .flag("command-borders", "Enable or disable borders around command output. (default: enabled)") {
            $0.borders = $1
        },
        .flag("report", "Enable or disable end-of-run summary report. (default: enabled)") { $0.report = $1 },
    ]

    static let sharedState: [CommandOption] = [
        .flag(
            "shared-state",
            "EXPERIMENTAL: Enable or disable sharing (some) state between scenarios. (default: disabled)"
        ) { $0.sharedState = $1 }
    ]

    static let platform: [CommandOption] = [
        .text("platform-name", "p", "Name of the platform to target only. (default: None)") { $0.platform = $1 }
    ]

    static let common = scenarios + output + sharedState + platform

    static let scenarioNames: CommandOption = .text(
        "scenario-name", "s", "Name of the scenario to target.  May be specified multiple times. (default: default)"
    ) { $0.scenarioNames.append($1) }

    static let scenarioName: CommandOption = .text("scenario-name", "s", "Name of the scenario to target.") {
        $0.scenarioNames = [$1]
    }

    static let driver = CommandOption(
        "driver-name", "d", .choice(DriverChoice.names), "Name of the driver to use; host is for hosts without Docker."
    ) { invocation, word in
        invocation.driver = word
    }

    /// The same option by the shorter name that it has here.
    static let driverAlias = CommandOption(
        "driver", nil, .choice(DriverChoice.names), "The same as --driver-name.", isHidden: true
    ) { invocation, word in
        invocation.driver = word
    }

    static let parallel: [CommandOption] = [
        .flag(
            "parallel",
            "DEPRECATED: Use --workers instead. Enable or disable parallel isolation mode. (default: disabled)"
        ) { $0.isParallel = $1 },
        .flag(
            "continue-on-failure",
            "When using --workers, continue running remaining scenarios after a failure instead of stopping. "
                + "(default: disabled)"
        ) { $0.continuesOnFailure = $1 },
        CommandOption(
            "workers", nil, .text,
            "Number of concurrent worker processes. Accepts an integer, 'cpus', or 'cpus-1'. (default: 1)"
        ) { invocation, word throws(CommandLineMisuse) in
            invocation.workers = try workers(word)
        },
    ]

    static let destroy = CommandOption(
        "destroy", nil, .choice(Invocation.Destroy.allCases.map(\.rawValue)),
        "The destroy strategy used at the conclusion of a Molecule run. (default: always)"
    ) { invocation, word in
        invocation.destroy = Invocation.Destroy(rawValue: word) ?? .always
    }

    static let force: CommandOption = .flag("force", "Enable or disable force mode. (default: disabled)") {
        $0.force = $1
    }

    static let host: CommandOption = .text("host", "h", "Host to access.") { $0.host = $1 }

    static func format(_ choices: [String]) -> CommandOption {
        CommandOption("format", "f", .choice(choices), "Change output format. (default: simple)") { invocation, word in
            invocation.format = word
        }
    }

    /// What `test` takes beyond Molecule.
    static let testing: [CommandOption] = [
        CommandOption("jobs", "j", .text, "How many scenarios run at a time. (default: the number of processors)") {
            invocation, word throws(CommandLineMisuse) in
            guard let jobs = Int(word), jobs > 0 else {
                throw CommandLineMisuse("Invalid value for '--jobs': '\(word)' is not a number above 0.")
            }
            invocation.jobs = jobs
        },
        .flag("strict-images", "Fail where a platform has no image here. (default: disabled)") { $0.strictImages = $1 },
        CommandOption(
            "resume", nil, .optional,
            "Go on where the last test failed: at its task, or with '=step' at the beginning of the step, or with "
                + "'=NAME' at the beginning of an earlier step. Keeps the hosts where it fails again."
        ) { invocation, word in
            invocation.resume = word.isEmpty ? "task" : word
            if invocation.destroy == .always { invocation.destroy = .onSuccess }
        },
        .flag(
            "keep-going", "Let verify go on behind what does not hold, so that all checks count. (default: disabled)"
        ) { $0.keepsGoing = $1 },
        .flag("watch", "Keep the hosts, and test again whenever a file is saved. (default: disabled)") {
            $0.watches = $1
        },
        CommandOption(
            "coverage", nil, .optional,
            "Show which tasks, handlers, branches and conditions of the role were reached; with '=html,json,lcov' write "
                + "reports of these formats as well."
        ) { invocation, word throws(CommandLineMisuse) in
            let formats = word.split(separator: ",").map(String.init)
            if let unknown = formats.first(where: { !["html", "json", "lcov"].contains($0) }) {
                throw CommandLineMisuse(
                    "Invalid value for '--coverage': '\(unknown)' is not one of 'html', 'json', 'lcov'.")
            }
            invocation.coverage = formats
        },
        CommandOption("coverage-min", nil, .text, "Fail where less than this percentage of the role was reached.") {
            invocation, word throws(CommandLineMisuse) in
            guard let minimum = Double(word), (0...100).contains(minimum) else {
                throw CommandLineMisuse("Invalid value for '--coverage-min': '\(word)' is not a percentage.")
            }
            invocation.coverageMinimum = minimum
        },
        .flag(
            "snapshot", "Keep the state of hosts after prepare, and begin from it the next time. (default: enabled)"
        ) { $0.snapshots = $1 },
        .text("junit", nil, "Write a JUnit report.") { $0.junit = $1 },
        .text("html", nil, "Write a report as one HTML file.") { $0.html = $1 },
        .text("json", nil, "Write a report as JSON.") { $0.json = $1 },
    ]

    private static func workers(_ word: String) throws(CommandLineMisuse) -> Int {
        switch word {
        case "cpus": return Processors.count
        case "cpus-1": return max(1, Processors.count - 1)
        default:
            guard let number = Int(word), number > 0 else {
                throw CommandLineMisuse(
                    "Invalid value for --workers: '\(word)'. Must be a positive integer, 'cpus', or 'cpus-1'.")
            }
            return number
        }
    }
}
