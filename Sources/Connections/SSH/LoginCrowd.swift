import Synchronization
import System

/// Whether servers are letting connections of this program in, which says why one is dropped: while others come in, a
/// server that drops some is most likely busy with them (sshd's MaxStartups), and trying again helps.
final class LoginCrowd: Sendable {
    static let shared = LoginCrowd()

    /// Seconds for which a login says that servers let connections in.
    private static let freshness = 15.0
    /// Seconds after which a connection that is always dropped is given up, whatever others do.
    private static let patience = 180.0

    private let lastLogin = Mutex(-Double.infinity)

    /// A connection has logged in.
    func noteLogin(at moment: Double = Clock.monotonic) { lastLogin.withLock { $0 = max($0, moment) } }

    /// Whether a connection that was first tried at `begin` and dropped since may still be let in.
    func mayLetIn(since begin: Double, now: Double = Clock.monotonic) -> Bool {
        now - begin < Self.patience && now - lastLogin.withLock { $0 } < Self.freshness
    }
}
