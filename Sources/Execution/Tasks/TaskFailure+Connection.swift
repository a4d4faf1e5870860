import Connections
import Values

extension TaskFailure {
    /// A connection that could not be made or did not last: the host is unreachable, unless the agent alone died.
    init(connection error: ConnectionError) {
        self.init(error.message)
        isActionsOwn = false
        isUnreachable = error.isUnreachable
    }
}
