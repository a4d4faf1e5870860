import Configuration
import Connections
import Diagnostics
import Playbook
import Templating
import Values

extension RunContext {
    /// The connection plugin of that name: one in Python beside playbooks, in roles and configured directories, then a
    /// built-in one, then one of a collection. Nil where there is none.
    func connectionPlugin(named written: String) throws(Diagnostic) -> (any ConnectionPlugin)? {
        let legacy = "ansible.legacy."
        let name = written.hasPrefix(legacy) ? String(written.dropFirst(legacy.count)) : written
        if !name.contains("."), let path = plugins.plugin(name, .connection) { return try python(name, path) }
        if let plugin = connectionPlugins.plugin(named: name) { return plugin }
        var current = name
        for _ in 0..<8 {
            if let path = plugins.plugin(current, .connection) { return try python(current, path) }
            guard let next = plugins.redirect(current, .connection) else { return nil }
            if let plugin = connectionPlugins.plugin(named: next) { return plugin }
            current = next
        }
        return nil
    }

    private func python(_ name: String, _ path: String) throws(Diagnostic) -> any ConnectionPlugin {
        if let known = connectionPlugins.plugin(named: name) as? PythonConnectionPlugin { return known }
        let events = events
        let run = PythonConnectionPlugin.PythonRun(
            interpreter: pythonConnections, verbosity: options.verbosity,
            temporary: configuration.string("DEFAULT_LOCAL_TMP") ?? "/tmp",
            show: { events.receive($0.event) })
        do throws(ValueError) {
            let plugin = try PythonConnectionPlugin(name, path: path, run: run)
            connectionPlugins.register(plugin)
            return plugin
        } catch {
            throw Diagnostic("The connection plugin '\(name)' (\(path)) could not be loaded: \(error.message)")
        }
    }
}
