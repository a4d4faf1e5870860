import Execution
import Playbook
import Synchronization
import Values

/// Renders names that are needed while playbooks are loaded: by the engine of the run, which knows the inventory and the
/// project's plugins, as soon as there is one.
final class LoadStage: Sendable {
    private let environment: [String: String]
    private let engine = Mutex<Engine?>(nil)

    init(environment: [String: String]) { self.environment = environment }

    /// From now on the engine renders.
    func enter(_ engine: Engine) { self.engine.withLock { $0 = engine } }

    func render(_ value: Value, _ layers: [Dict]) throws(RenderFailure) -> Value {
        if let engine = engine.withLock({ $0 }) { return try engine.render(value, whileLoadingWith: layers) }
        return try Engine.render(value, layers, environment: environment)
    }
}
