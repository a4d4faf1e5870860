public import Values

/// Why something sealed could not be opened, or a password not be had; the message is ansible-core's.
public struct VaultError: Error, Sendable, CustomStringConvertible {
    public let message: String
    public var description: String { message }

    public init(_ message: String) { self.message = message }

    /// The same for those who evaluate values.
    public var valueError: ValueError { ValueError(.value, message) }
}
