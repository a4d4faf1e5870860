/// A program that runs others on a host with the streams that it has itself, as rsync takes one for `--rsh`.
public struct RemoteShell: Sendable {
    /// The program and its options; the host and the words of a command follow.
    public let words: [String]
    /// What it calls the host.
    public let host: String

    public init(_ words: [String], host: String) {
        self.words = words
        self.host = host
    }
}
