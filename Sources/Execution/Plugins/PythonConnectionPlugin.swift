import Configuration
import Connections
import Modules
import Playbook
import Values

/// A connection plugin written in Python.
///
/// The variables that it documents are its options here; what the environment, the configuration file and its own
/// defaults say of them it finds itself.
struct PythonConnectionPlugin: ConnectionPlugin {
    let names: [String]
    let options: [SettingReference]
    let isLocal: Bool
    /// What actions in Python know it by.
    let transport: String
    private let path: String
    private let module: String
    private let run: PythonRun

    /// What all plugins of one run share.
    struct PythonRun: Sendable {
        var interpreter: PythonInterpreter
        var verbosity: Int
        /// A directory for files on their way.
        var temporary: String
        /// Takes what plugins print.
        var show: @Sendable (PluginLine) -> Void
    }

    /// Asks the plugin for its variables. Throws where it cannot be loaded.
    init(_ name: String, path: String, run: PythonRun) throws(ValueError) {
        names = [name]
        self.path = path
        self.run = run
        module = PluginModuleName.of(name, .connection)
        let answer = try run.interpreter.ask([
            "do": "describe_connection", "name": .string(name), "path": .string(path), "module": .string(module),
        ])
        let variables = (answer["variables"]?.sequence ?? []).compactMap(\.text)
        options = SettingReference.options(variables.map { "\($0) | any | null |  |  | \($0)" }.joined(separator: "\n"))
        isLocal = answer["isLocal"] == true
        transport = answer["transport"]?.text ?? name
    }

    func connection(_ settings: ConnectionSettings, _ modules: ModuleRegistry) -> (any Connection)? {
        let reached = PythonCommandHost(
            link: link(settings), become: settings.become, isLocal: isLocal, interpreter: run.interpreter,
            show: run.show)
        return CommandConnection(reached, temporary: run.temporary)
    }

    func open(
        _ settings: ConnectionSettings, note: @escaping @Sendable (String) -> Void
    ) async throws(ConnectionError) -> any Transport {
        throw ConnectionError(.unsupported, "the connection plugin '\(names[0])' opens no channels")
    }

    /// How the plugins' program makes the plugin for these settings. Users to become share one.
    func link(_ settings: ConnectionSettings) -> Dict {
        var variables: Dict = [:]
        for option in options {
            guard let text = settings.options.structure(option.name) else { continue }
            variables[.string(option.name)] = (try? JSON.parse(text)) ?? .string(text)
        }
        let user: Value = settings.user.map { .string($0) } ?? .none
        let port: Value = settings.port.map { .int($0) } ?? .none
        let password: Value = settings.password.map { .string($0) } ?? .none
        let timeout = Value.int(Int(settings.connectTimeout))
        var link: Dict = [
            "path": .string(path), "module": .string(module), "name": .string(names[0]),
            "verbosity": .int(run.verbosity), "columns": 79, "colors": .none, "check": false,
            "variables": .dict(variables),
            "keys": [
                "remote_user": user, "port": port, "timeout": timeout, "password": password,
                "connection": .string(names[0]),
            ],
            "context": [
                "remote_addr": .string(settings.host), "remote_user": user, "port": port, "timeout": timeout,
                "password": password, "connection": .string(names[0]), "verbosity": .int(run.verbosity),
            ],
        ]
        link["link"] = .string((try? JSON.compact(.dict(link))).map { String(decoding: $0, as: UTF8.self) } ?? "")
        return link
    }
}
