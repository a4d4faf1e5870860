import Configuration
import Diagnostics
public import Execution

/// The outputs that `callbacks_enabled` adds to the one on the screen.
public struct EnabledRecords {
    private let display: Display
    private let environment: [String: String]

    /// Those that need no plugin.
    private enum Native: String {
        case timer, profileTasks = "profile_tasks", junit, tree
    }

    private static let screens: Set<String> = [
        "default", "minimal", "oneline", "ansible.builtin.default", "ansible.builtin.minimal",
        "ansible.builtin.oneline",
    ]

    /// Whether there is a record of that name without any plugin.
    public static func isNative(_ name: String) -> Bool { Native(plugin: name) != nil }

    public init(display: Display, environment: [String: String]) {
        self.display = display
        self.environment = environment
    }

    /// Those of `names` that there are; a warning for each of the others.
    public func sinks(_ names: [String]) -> [any EventSink] {
        names.compactMap { name in
            switch Native(plugin: name) {
            case .timer: return TimerCallback(display: display)
            case .profileTasks: return TaskProfileCallback(display: display, environment: environment)
            case .junit: return JUnitCallback(display: display, environment: environment)
            case .tree:
                let directory = environment["ANSIBLE_CALLBACK_TREE_DIR"] ?? "\(environment["HOME"] ?? "")/.ansible/tree"
                return TreeCallback(directory: directory, display: display)
            // The one for the screen is chosen elsewhere.
            case nil where Self.screens.contains(name): return nil
            case nil:
                display.show(
                    Diagnostic("Skipping callback plugin '\(name)', unable to load", severity: .warning))
                return nil
            }
        }
    }
}
