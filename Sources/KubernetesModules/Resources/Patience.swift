import Modules
import System

/// The time that a task waits for something: pauses between looks until its limit is reached.
struct Patience<Base: System> {
    private let system: Base
    private let length: Double
    private let limit: Double
    private let start = ContinuousClock.now
    /// Whole seconds, as they were at the end of the last pause.
    private(set) var waited = 0

    /// - Parameters:
    ///   - pause: seconds between two looks.
    ///   - limit: seconds after which there is no further pause.
    init(system: Base, pause: Double, limit: Double) {
        (self.system, length, self.limit) = (system, pause, limit)
    }

    /// Pauses; false where the time is up.
    mutating func pause() async throws(ModuleFailure) -> Bool {
        let (seconds, attoseconds) = start.duration(to: .now).components
        guard Double(seconds) + Double(attoseconds) / 1e18 < limit else { return false }
        do throws(SystemError) { try await system.sleep(max(length, 0.1)) } catch { throw ModuleFailure(error.reason) }
        waited = Int(start.duration(to: .now).components.seconds)
        return true
    }
}
