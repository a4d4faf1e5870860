import Glibc

/// A working directory and an environment that this process takes on for a while. Programs that it starts, modules of
/// local hosts and plugins find them.
final class ProcessPlace {
    private let directory: String
    private let environment: [String: String]
    private let before: (directory: String, environment: [String: String])

    init(directory: String, environment: [String: String]) {
        self.directory = directory
        self.environment = environment
        let surroundings = Surroundings()
        before = (surroundings.directory, surroundings.environment)
    }

    /// False where the directory cannot be entered.
    func enter() -> Bool {
        guard chdir(directory) == 0 else { return false }
        Self.change(from: before.environment, to: environment)
        return true
    }

    func leave() {
        _ = chdir(before.directory)
        Self.change(from: Surroundings().environment, to: before.environment)
    }

    private static func change(from old: [String: String], to new: [String: String]) {
        for name in old.keys where new[name] == nil { unsetenv(name) }
        for (name, value) in new where old[name] != value { setenv(name, value, 1) }
    }
}
