/// How a host is reached and as whom. Equal settings share a connection.
///
/// What is nil comes from the ssh arguments, then from the ssh configuration files, then from ssh's defaults.
public struct ConnectionSettings: Sendable, Hashable {
    /// The plugin that a connection is made by.
    public struct Kind: Sendable, Hashable {
        /// The first of the plugin's names.
        public let name: String

        public init(_ name: String) { self.name = name }

        public static let ssh = Kind("ansible.builtin.ssh")
        public static let local = Kind("ansible.builtin.local")
    }

    public enum HostKeyChecking: String, Sendable, Hashable {
        /// An unknown host is refused.
        case strict
        /// An unknown host's key is taken and remembered, a changed one refused.
        case acceptNew = "accept-new"
        case off
    }

    public var kind: Kind
    /// The address, name or ssh alias; for containers the container's name, for chroot its path.
    public var host: String
    public var port: Int?
    public var user: String?
    public var password: String?
    public var privateKeyFiles: [String]
    /// A private key's text in place of a file.
    public var privateKey: String?
    public var passphrase: String?
    public var hostKeyChecking: HostKeyChecking?
    public var knownHostsFiles: [String]?
    /// Seconds until the connection must stand, authentication included.
    public var connectTimeout: Double
    /// Seconds for each step from the login to an agent that answers; nil for six times ``connectTimeout``, 60 at least.
    public var startTimeout: Double?
    /// Seconds of silence before the server is asked for a sign of life; after three unanswered ones it is given up.
    public var keepAliveInterval: Double
    /// How often a connection that failed is tried again.
    public var retries: Int
    /// Command-line arguments of ssh (`ansible_ssh_common_args` and the like), split into words.
    public var sshArguments: [String]
    /// The ssh configuration files, the user's first; `[]` reads none.
    public var configurationFiles: [String]?
    /// The options of the connection plugin.
    public var options = PluginOptions()
    public var become: Become?
    /// The shell that command lines are run by on the host (`executable`).
    public var shell = "/bin/sh"
    /// Whether modules run in an agent on the host; false runs them on the controller over a shell there.
    public var placesAgent = true

    public init(
        kind: Kind = .ssh, host: String, port: Int? = nil, user: String? = nil, password: String? = nil,
        privateKeyFiles: [String] = [], privateKey: String? = nil, passphrase: String? = nil,
        hostKeyChecking: HostKeyChecking? = nil, knownHostsFiles: [String]? = nil, connectTimeout: Double = 10,
        keepAliveInterval: Double = 10, retries: Int = 0, sshArguments: [String] = [],
        configurationFiles: [String]? = nil, become: Become? = nil
    ) {
        self.kind = kind
        self.host = host
        self.port = port
        self.user = user
        self.password = password
        self.privateKeyFiles = privateKeyFiles
        self.privateKey = privateKey
        self.passphrase = passphrase
        self.hostKeyChecking = hostKeyChecking
        self.knownHostsFiles = knownHostsFiles
        self.connectTimeout = connectTimeout
        self.keepAliveInterval = keepAliveInterval
        self.retries = retries
        self.sshArguments = sshArguments
        self.configurationFiles = configurationFiles
        self.become = become
    }

    /// The settings of the session that connections as several users share.
    var session: ConnectionSettings {
        var settings = self
        settings.become = nil
        settings.placesAgent = true
        return settings
    }
}
