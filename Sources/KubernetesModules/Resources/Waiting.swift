import Modules
import System
import Values

/// Waits for objects as `wait`, `wait_sleep`, `wait_timeout` and `wait_condition` ask.
struct Waiting<Base: System> {
    let isAsked: Bool
    private let cluster: Cluster<Base>
    private let pause: Double
    private let limit: Double
    private let readiness: Readiness

    init(_ arguments: Arguments, _ cluster: Cluster<Base>) {
        self.cluster = cluster
        isAsked = arguments.bool("wait") ?? false
        pause = Double(arguments.int("wait_sleep") ?? 5)
        limit = Double(arguments.int("wait_timeout") ?? 120)
        readiness = Readiness(condition: Readiness.Condition(arguments.dict("wait_condition")))
    }

    struct Answer {
        var isReady: Bool
        /// What the API answered last; nil where nothing is there.
        var object: Value?
        /// Whole seconds.
        var duration: Int
    }

    /// Asks for the object, or for those of the selectors where it has no name, until it is ready, or gone where
    /// `absent` is set.
    func wait(
        for type: ResourceType, _ name: String?, namespace: String?, labels: [String] = [], absent: Bool = false
    ) async throws(ModuleFailure) -> Answer {
        var patience = patience()
        while true {
            let found = try await find(type, name, namespace, labels)
            let isReady = absent ? found.isEmpty : found.first.map(readiness.isReady) ?? false
            let isOver = isReady ? true : try await !patience.pause()
            if isOver { return Answer(isReady: isReady, object: found.first, duration: patience.waited) }
        }
    }

    /// Begins to wait.
    func patience() -> Patience<Base> {
        Patience(system: cluster.kubectl.machine.system, pause: pause, limit: isAsked ? limit : 0)
    }

    private func find(
        _ type: ResourceType, _ name: String?, _ namespace: String?, _ labels: [String]
    ) async throws(ModuleFailure) -> [Value] {
        do throws(APIFailure) {
            if let name { return try await cluster.object(type, name, namespace: namespace).map { [$0] } ?? [] }
            return try await cluster.list(type, namespace: namespace, labels: labels)
        } catch {
            throw error.failure("Failed to retrieve requested object")
        }
    }

    /// What fails a task whose object did not become as it waits for.
    func timedOut(_ kind: String, _ name: String?, _ values: Dict) -> ModuleFailure {
        ModuleFailure("\"\(kind)\" \"\(name ?? "None")\": Timed out waiting on resource", values: values)
    }
}
