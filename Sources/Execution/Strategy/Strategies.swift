import Diagnostics
import Playbook

/// The strategies by their names.
enum Strategies {
    private static let known = "The strategies are linear, free, host_pinned, debug and graph."

    static func named(_ name: String, _ play: Play, _ plugins: PluginPaths) throws(Diagnostic) -> any Strategy {
        let short = name.hasPrefix("ansible.builtin.") ? String(name.dropFirst(16)) : name
        switch short {
        case "linear": return LinearStrategy()
        case "debug": return LinearStrategy(isDebugging: true)
        case "free", "host_pinned": return FreeStrategy(isPinned: short == "host_pinned")
        case "graph": return GraphStrategy()
        default:
            if let path = plugins.plugin(name, .strategy) {
                throw Diagnostic(
                    "The strategy '\(name)' is a plugin in Python (\(path)), which cannot be run.",
                    at: play.keywords.strategy?.span ?? play.span,
                    help: known)
            }
            throw Diagnostic(
                "Invalid play strategy specified: \(name)", at: play.keywords.strategy?.span ?? play.span,
                help: known)
        }
    }
}
