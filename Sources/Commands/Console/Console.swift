import Callbacks
import Configuration
import Connections
import Diagnostics
import Execution
import Playbook
import RoleTesting
import Templating

/// What a console remembers between two lines, and what it does with one.
struct Console {
    private let preparation: RunPreparation
    private let inventory: InventoryHolder
    private var pattern: String
    private var selected: [String]
    private var settings: Settings
    private var display: Display
    private let loader: Loader
    /// Made anew where the forks or the verbosity change; what is known of hosts stays in it.
    private var engine: Engine

    /// What the lines so far have set.
    private struct Settings {
        var user: String?
        var become: Bool
        var becomeUser: String?
        var becomeMethod: String?
        var check: Bool
        var diff: Bool
        var forks: Int
        var timeout: Int
        var collections: [String] = []
    }

    init(_ preparation: RunPreparation, _ inventory: InventoryHolder, pattern: String) {
        self.preparation = preparation
        self.inventory = inventory
        self.pattern = pattern
        let given = preparation.given, configuration = preparation.world.configuration
        settings = Settings(
            user: given.connection.user ?? configuration.string("DEFAULT_REMOTE_USER"),
            become: given.becoming.become || configuration.bool("DEFAULT_BECOME"),
            becomeUser: given.becoming.becomeUser, becomeMethod: given.becoming.becomeMethod,
            check: given.checking.check, diff: given.checking.diff || configuration.bool("DIFF_ALWAYS"),
            forks: given.forks ?? configuration.int("DEFAULT_FORKS") ?? 5,
            timeout: given.taskTimeout ?? configuration.int("TASK_TIMEOUT") ?? 0)
        display = preparation.world.display
        loader = preparation.loader()
        engine = Self.engine(preparation, inventory, loader, display, forks: settings.forks)
        selected = (try? inventory.selected(by: [pattern])) ?? []
    }

    private static func engine(
        _ preparation: RunPreparation, _ inventory: InventoryHolder, _ loader: Loader, _ display: Display, forks: Int
    ) -> Engine {
        var options = preparation.options()
        options.forks = forks
        options.verbosity = display.verbosity
        return Engine(
            options: options, configuration: preparation.world.configuration, inventory: inventory,
            events: MinimalCallback(display: display), loader: loader, basedir: preparation.directory,
            vault: preparation.vault, prompts: TerminalPrompter(),
            connectionPlugins: ConnectionRegistry(HostConnectionPlugin.all))
    }

    var prompt: String {
        let user = settings.user ?? preparation.world.environment["USER"] ?? "root"
        let isRoot = settings.become && (settings.becomeUser ?? "root") == "root"
        let text = "\(user)@\(pattern) (\(selected.count))[f:\(settings.forks)]\(isRoot ? "#" : "$") "
        return display.paint(text, isRoot ? .error : .prompt)
    }

    /// Does what a line says; false where it is to be the last.
    mutating func obey(_ line: String) async throws -> Bool {
        let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard let first = words.first, !first.hasPrefix("#") else { return true }
        var argument = words.count > 1 ? String(words[1].trimmingPrefix { $0 == " " }) : ""
        while argument.last?.isWhitespace == true { argument.removeLast() }
        if first.hasPrefix("!") {
            await run("shell", String(line.drop { $0 == " " }.dropFirst()))
            return true
        }
        if first.hasPrefix("?") {
            help(first.count > 1 ? String(first.dropFirst()) : argument)
            return true
        }
        switch String(first) {
        case "exit", "EOF": return false
        case "help": help(argument)
        case "shell": await run("shell", argument)
        case "cd": try change(to: argument)
        case "list": list(argument)
        default:
            if let command = ConsoleSetting.named(String(first)) {
                set(command, argument)
            } else if isModule(String(first)) {
                await run(String(first), argument)
            } else {
                await run("shell", line)
            }
        }
        return true
    }

    // MARK: Tasks

    private func isModule(_ name: String) -> Bool {
        loader.settings.catalog.resolve(name, settings.collections, loader.plugins) != nil
    }

    private func run(_ module: String, _ arguments: String) async {
        var task = AdHocTask(
            place: "<unknown>", title: "Ansible Shell", module: module, arguments: arguments, hosts: pattern)
        task.poll = 0
        task.timeout = settings.timeout
        if let user = settings.user { task.keywords.append(("remote_user", user)) }
        task.keywords.append(("become", settings.become ? "yes" : "no"))
        if let user = settings.becomeUser { task.keywords.append(("become_user", user)) }
        if let method = settings.becomeMethod { task.keywords.append(("become_method", method)) }
        task.keywords.append(("check_mode", settings.check ? "yes" : "no"))
        task.keywords.append(("diff", settings.diff ? "yes" : "no"))
        let playbook: Playbook
        do throws(Diagnostic) {
            playbook = try loader.playbook(of: task, directory: preparation.directory)
        } catch {
            return display.show(Diagnostic("Unable to build command: \(error.description)"))
        }
        do throws(Diagnostic) {
            _ = try await engine.execute([playbook])
        } catch {
            display.show(error)
        }
    }

    // MARK: Hosts

    private mutating func change(to pattern: String) throws {
        if pattern.isEmpty {
            self.pattern = "*"
        } else if ["/", "*", "/*"].contains(pattern) {
            self.pattern = "all"
        } else if try !inventory.selected(by: [pattern]).isEmpty {
            self.pattern = pattern
        } else {
            print("no host matched")
        }
        selected = try inventory.selected(by: [self.pattern])
    }

    private func list(_ argument: String) {
        switch argument {
        case "": for host in selected { print(host) }
        case "groups": for group in inventory.groupNames.sorted() { print(group) }
        default:
            display.show(Diagnostic("Invalid option passed to \"list\""))
            print(ConsoleHelp.texts["list"] ?? "")
        }
    }

    // MARK: Settings

    private mutating func set(_ setting: ConsoleSetting, _ argument: String) {
        guard !argument.isEmpty else { return print(setting.usage) }
        let flag = Configuration.isTrue(argument)
        switch setting {
        case .forks:
            guard let forks = Int(argument), forks > 0 else {
                return print("forks must be greater than or equal to 1")
            }
            settings.forks = forks
            renew()
        case .verbosity:
            guard let verbosity = Int(argument) else {
                return display.show(
                    Diagnostic("The verbosity must be a valid integer: invalid literal for int(): '\(argument)'"))
            }
            let world = preparation.world
            display = Display(
                configuration: world.configuration, verbosity: verbosity, environment: world.environment)
            display.remark("verbosity level set to \(verbosity)", verbosity: 1)
            renew()
        case .become:
            settings.become = flag
            display.remark("become changed to \(flag ? "True" : "False")", verbosity: 1)
        case .remoteUser: settings.user = argument
        case .becomeUser: settings.becomeUser = argument
        case .becomeMethod:
            settings.becomeMethod = argument
            display.remark("become_method changed to \(argument)", verbosity: 1)
        case .check:
            settings.check = flag
            print("check mode changed to \(flag ? "True" : "False")")
        case .diff:
            settings.diff = flag
            print("diff mode changed to \(flag ? "True" : "False")")
        case .timeout:
            guard let timeout = Int(argument) else {
                return display.show(
                    Diagnostic("The timeout must be a valid positive integer, or 0 to disable: '\(argument)'"))
            }
            guard timeout >= 0 else {
                return display.show(
                    Diagnostic("The timeout must be greater than or equal to 1, use 0 to disable"))
            }
            settings.timeout = timeout
        case .collections:
            settings.collections =
                argument == "none" || argument == "''"
                ? [] : argument.split(separator: ",").map { String($0.filter { $0 != " " }) }
        }
    }

    private mutating func renew() {
        engine = Self.engine(preparation, inventory, loader, display, forks: settings.forks)
    }

    private func help(_ name: String) {
        if name.isEmpty {
            print("\nDocumented commands (type help <topic>):")
            print("========================================")
            print(ConsoleHelp.texts.keys.sorted().joined(separator: "  ") + "\n")
        } else if let text = ConsoleHelp.texts[name] {
            print(text)
        } else if isModule(name) {
            print("\(name) is a module. See: ansible-doc \(name)")
        } else {
            display.show(Diagnostic("\(name) is not a valid command, use ? to list all valid commands."))
        }
    }
}
