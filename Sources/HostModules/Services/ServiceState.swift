import Modules

/// What a service is asked to be.
enum ServiceState: String, Sendable {
    case started, stopped, restarted, reloaded

    /// The verb of the service managers: `started` is reached by `start`.
    var verb: String {
        switch self {
        case .started: "start"
        case .stopped: "stop"
        case .restarted: "restart"
        case .reloaded: "reload"
        }
    }
}
