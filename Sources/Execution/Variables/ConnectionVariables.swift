import Configuration
import Playbook
import Templating
import Values

/// `ansible_host`, `ansible_connection` and the like for hosts that set none: what the task's host is reached by.
///
/// The weakest layer of a task's variables; either spelling of a variable answers for the other.
struct ConnectionVariables: VariableLayer {
    let run: RunContext
    let host: String
    let task: Task
    /// The layers above.
    let stronger: [any VariableLayer]

    fileprivate static let spellings = [
        "ansible_host": "ansible_ssh_host", "ansible_user": "ansible_ssh_user", "ansible_port": "ansible_ssh_port",
        "ansible_password": "ansible_ssh_pass", "ansible_timeout": "ansible_ssh_timeout",
    ]
    fileprivate static let other = spellings.merging(spellings.map { ($1, $0) }) { a, _ in a }

    var names: [String] {
        (Self.other.keys + ["ansible_connection", "ansible_facts"]).filter { variable($0) != nil }
    }

    func variable(_ name: String) -> Value? {
        if name == "ansible_facts" { return .dict(Dict()) }
        if name == "ansible_connection" { return connection }
        guard let spelling = Self.other[name] else { return nil }
        if let value = stronger.reversed().lazy.compactMap({ $0.variable(spelling) }).first { return value }
        switch Self.spellings[name] == nil ? spelling : name {
        case "ansible_host": return .string(host)
        case "ansible_user":
            let user = run.options.connection.user ?? run.configuration.string("DEFAULT_REMOTE_USER")
            return task.effective.remoteUser ?? user.map { .string($0) }
        case "ansible_port":
            let port = run.options.connection.port ?? run.configuration.int("DEFAULT_REMOTE_PORT")
            return task.effective.port ?? port.map { .int($0) }
        case "ansible_password": return run.options.connection.password.map { .string($0) }
        case "ansible_timeout":
            return .int(run.options.connection.timeout ?? run.configuration.int("DEFAULT_TIMEOUT") ?? 10)
        default: return nil
        }
    }

    /// The same of the host that a task is delegated to, for tasks whose own host sets none of these.
    struct OfDelegate: VariableLayer {
        /// All that the task would see on that host.
        let delegate: VariableStack
        let address: String

        var names: [String] {
            (ConnectionVariables.spellings.keys + ["ansible_connection"]).filter { variable($0) != nil }
        }

        func variable(_ name: String) -> Value? {
            if name == "ansible_facts" { return .dict(Dict()) }
            if name == "ansible_host" || name == "ansible_ssh_host" { return .string(address) }
            guard ConnectionVariables.other[name] != nil || name == "ansible_connection" else { return nil }
            return delegate[name]
        }
    }

    private var connection: Value {
        task.effective.connection
            ?? .string(
                run.options.connection.transport
                    ?? (run.inventory.isImplicit(host)
                        ? "local" : run.configuration.string("DEFAULT_TRANSPORT") ?? "ssh"))
    }
}
