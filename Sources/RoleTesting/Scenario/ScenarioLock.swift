import Diagnostics
import Glibc

/// Keeps two runs out of one scenario at the same time; held until it goes away.
final class ScenarioLock {
    private let descriptor: Int32

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Nil where another run holds the lock.
    static func take(_ directory: EphemeralDirectory) throws(Diagnostic) -> ScenarioLock? {
        try directory.make()
        let descriptor = open(directory.path + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Disk.failure("cannot open \(directory.path)/.lock") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return ScenarioLock(descriptor)
    }

    /// What is said where another run holds it.
    static func taken(_ scenario: Scenario) -> Diagnostic {
        Diagnostic("another run is using the scenario '\(scenario.label)' (\(scenario.place.path)/.lock)")
    }

    deinit { close(descriptor) }
}
