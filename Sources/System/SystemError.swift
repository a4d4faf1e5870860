/// Why a machine could not do what it was asked.
public struct SystemError: Error, Sendable {
    /// The errno, or 0 where the failure is not one (a connection that ended, a limit).
    public let code: Int32
    /// What was tried on what, for example `open /etc/shadow`.
    public let operation: String
    /// strerror's text for `code`, or the reason in words.
    public let reason: String

    public init(code: Int32, operation: String, reason: String) {
        self.code = code
        self.operation = operation
        self.reason = reason
    }
}

extension SystemError: CustomStringConvertible {
    /// As Python shows an OSError: `[Errno 13] Permission denied: '/etc/shadow'` is built from this by modules.
    public var description: String { "\(operation): \(reason)" }
}
