import Callbacks
import Configuration
import Diagnostics
import Execution
import Playbook

extension World {
    /// Who is told what happens: the output of that name, the records that are enabled, and callbacks in Python.
    func events(
        output: String, enabled: [String], isCheckMode: Bool, plugins: PluginPaths, runsOthers: Bool = true
    ) throws(Diagnostic) -> any EventSink {
        // Short names of callbacks that have moved to collections, where nothing here bears them.
        let enabled = enabled.filter { !RecordOptions.traces.contains($0) }.map { name in
            EnabledRecords.isNative(name) || plugins.plugin(name, .callback) != nil
                ? name : plugins.redirect(name, .callback) ?? name
        }
        let isNative = StandardOutput.isNative(output)
        let selection = PythonCallbacks.Selection(
            output: isNative ? nil : output, enabled: enabled, runsOthers: runsOthers)
        let python = try PythonCallbacks(
            selection, isCheckMode: isCheckMode, plugins: plugins, display: display, environment: environment)
        let records = EnabledRecords(display: display, environment: environment)
            .sinks(enabled.filter { !python.names.contains($0) })
        guard isNative else { return EventSinks([python] + records) }
        let native = try StandardOutput.named(
            output, display: display, isCheckMode: isCheckMode, environment: environment)
        return EventSinks([native] + records + [python])
    }
}
