public import Diagnostics
public import Execution

/// The outputs that a run can have, by the names of `stdout_callback`.
public enum StandardOutput {
    /// Those that need no plugin.
    private enum Native: String {
        case `default`, minimal, oneline, json
    }

    /// Whether there is an output of that name without any plugin.
    public static func isNative(_ name: String) -> Bool { Native(plugin: name) != nil }

    /// Throws for a name that no output has.
    public static func named(
        _ name: String, display: Display, isCheckMode: Bool, environment: [String: String]
    ) throws(Diagnostic) -> any EventSink {
        switch Native(plugin: name) {
        case .default: return DefaultCallback(display: display, isCheckMode: isCheckMode)
        case .minimal: return MinimalCallback(display: display)
        case .oneline: return MinimalCallback(display: display, form: .line)
        case .json: return JSONCallback(display: display, environment: environment)
        case nil: throw Diagnostic("Could not load '\(name)' callback plugin.")
        }
    }
}
