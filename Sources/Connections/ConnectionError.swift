/// Why a host could not be asked, or could not answer.
public struct ConnectionError: Error, Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// No connection came about: name, network, refusal, or something that is no SSH server.
        case connect
        /// The server took none of the keys and passwords.
        case authentication
        /// The server's key is unknown, changed or revoked.
        case hostKey
        /// Nothing came in time.
        case timeout
        /// A connection that stood is gone.
        case dropped
        /// The other user could not be become.
        case become
        /// No agent could be placed or started there.
        case agent
        /// The agent ended while a module ran; it is started again for the next.
        case agentEnded
        /// What was asked for cannot be done, such as an option that is not supported.
        case unsupported
    }

    public var kind: Kind
    public var message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// Whether the host counts as unreachable, in place of failed.
    public var isUnreachable: Bool {
        switch kind {
        case .connect, .authentication, .hostKey, .timeout, .dropped: true
        case .become, .agent, .agentEnded, .unsupported: false
        }
    }

    static let cancelled = ConnectionError(.dropped, "cancelled")

    /// In Ansible's words for a connection by ssh that did not come about.
    static func ssh(_ kind: Kind, _ reason: String) -> ConnectionError {
        ConnectionError(kind, "Failed to connect to the host via ssh: \(reason)")
    }
}
