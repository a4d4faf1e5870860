public import System

/// A host that runs one command after the other and takes and gives files, without channels that stay open.
public protocol CommandHost: Sendable {
    /// Runs a command to its end.
    ///
    /// - Parameters:
    ///   - input: what it reads; nil, or a host that does not take input, leaves it nothing.
    ///   - isWrapped: whether a shell of the host is to read it, and not what the host has for that.
    ///   - becomes: whether it runs as the other user of the connection.
    func execute(
        _ command: String, input: [UInt8]?, isWrapped: Bool, becomes: Bool
    ) async throws(ConnectionError) -> CommandResult
    /// Copies a file of the controller to the host.
    func put(_ local: String, to remote: String) async throws(ConnectionError)
    /// Copies a file of the host to the controller.
    func fetch(_ remote: String, to local: String) async throws(ConnectionError)
    /// Makes ``takesInput`` known.
    func prepare() async throws(ConnectionError)
    /// Whether commands may be given input.
    var takesInput: Bool { get }
    /// The user that is become; nil where none is.
    var otherUser: String? { get }
    /// Whether its files are those of the controller.
    var isLocal: Bool { get }
    /// Ends what it holds open. It opens again when it is used again.
    func close() async
}
