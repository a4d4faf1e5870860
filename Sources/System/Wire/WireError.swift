/// Bytes that no agent or controller would send.
public struct WireError: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }

    /// A message that is well-formed but has no place here.
    public static func unexpected(_ what: String) -> WireError { WireError(what) }
}
