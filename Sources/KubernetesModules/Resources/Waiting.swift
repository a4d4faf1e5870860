import Modules
import System
import Values

/// Waits for objects as `wait`, `wait_sleep`, `wait_timeout` and `wait_condition` ask.
struct Waiting<Base: System> {
    let kubectl: Kubectl<Base>
    let isAsked: Bool
    private let pause: Double
    private let limit: Double
    private let readiness: Readiness

    init(_ arguments: Arguments, _ kubectl: Kubectl<Base>) {
        self.kubectl = kubectl
        isAsked = arguments.bool("wait") ?? false
        pause = Double(arguments.int("wait_sleep") ?? 5)
        limit = Double(arguments.int("wait_timeout") ?? 120)
        readiness = Readiness(condition: Readiness.Condition(arguments.dict("wait_condition")))
    }

    struct Answer {
        var isReady: Bool
        var object: Value?
        /// Whole seconds.
        var duration: Int
    }

    /// Asks for the object until it is ready, or gone where `absent` is set.
    func wait(
        for definition: Definition, absent: Bool = false
    ) async throws(ModuleFailure) -> Answer {
        let path = try await kubectl.store(definition.reference, as: "awaited")
        let clock = ContinuousClock()
        let start = clock.now
        func elapsed() -> Double {
            let (seconds, attoseconds) = start.duration(to: clock.now).components
            return Double(seconds) + Double(attoseconds) / 1e18
        }
        while true {
            let object = try await kubectl.object(
                ["get", "--filename", path, "--ignore-not-found"], purpose: "Failed to retrieve requested object")
            let isReady = absent ? object == nil : object.map(readiness.isReady) ?? false
            if isReady || elapsed() + pause > limit {
                return Answer(isReady: isReady, object: object, duration: Int(elapsed()))
            }
            do { try await kubectl.machine.system.sleep(max(pause, 0.1)) } catch { throw ModuleFailure(error.reason) }
        }
    }
}
