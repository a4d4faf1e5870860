import System

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
        /// The agent did not arrive whole, or was gone before it ran; another attempt may do better.
        case agentDamaged
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
        case .become, .agent, .agentDamaged, .agentEnded, .unsupported: false
        }
    }

    /// What runs modules has ended in the middle of one; `said` is what it printed as errors.
    static func ended(_ what: String, _ status: Int32?, said: [UInt8]) -> ConnectionError {
        let said = String(decoding: said, as: UTF8.self).split(separator: "\n").prefix(20).joined(separator: "\n")
        let how = status.map { $0 < 0 ? "by signal \(-$0)" : "with status \($0)" } ?? "unexpectedly"
        return ConnectionError(.agentEnded, "\(what) ended \(how).\(said.isEmpty ? "" : "\n" + said)")
    }

    static let cancelled = ConnectionError(.dropped, "cancelled")

    /// In Ansible's words for a connection by ssh that did not come about.
    static func ssh(_ kind: Kind, _ reason: String) -> ConnectionError {
        ConnectionError(kind, "Failed to connect to the host via ssh: \(reason)")
    }

    /// The error of a call that was under way.
    var ofCall: SystemError { SystemError(code: 0, operation: "call", reason: message) }
}
