public import Values

/// How a host that stands for a platform is reached.
public struct HostAccess: Sendable {
    /// The name of the platform, which is the host's name in the inventory.
    public var platform: String
    /// Host variables for the inventory: `ansible_connection`, `ansible_host`, `ansible_user`, …
    public var variables: Dict
    /// The program and its arguments that open a shell on the host, run with the terminal; nil where there is none.
    public var login: [String]?

    public init(platform: String, variables: Dict, login: [String]? = nil) {
        self.platform = platform
        self.variables = variables
        self.login = login
    }
}

/// What became of a platform that was to be made.
public enum PlatformOutcome: Sendable {
    case ready(HostAccess)
    /// It cannot be had here, and why: `no image for almalinux:9 here`.
    case skipped(platform: String, reason: String)
}
