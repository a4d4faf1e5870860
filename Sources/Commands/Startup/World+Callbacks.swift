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
