/// A host that is wanted: one platform, its keys parsed.
public struct HostDescription: Sendable {
    /// What it begins as.
    public enum Image: Sendable {
        /// An image by its name.
        case named(String)
        /// One with what modules need on top, as Molecule makes it.
        case prepared(String)
        /// A Dockerfile's text and the folder that it copies from.
        case dockerfile(String, context: String?, arguments: [String: String])
        /// A Vagrant box.
        case box(String)
    }

    /// What it looks like from inside.
    public enum Appearance: String, Sendable {
        case docker, podman, machine
    }

    public struct Volume: Sendable {
        public var source: String
        public var target: String
        public var isReadOnly: Bool

        public init(source: String, target: String, isReadOnly: Bool = false) {
            self.source = source
            self.target = target
            self.isReadOnly = isReadOnly
        }
    }

    public struct Network: Sendable {
        public var name: String
        public var address: IPv4?
        public var aliases: [String]

        public init(_ name: String, address: IPv4? = nil, aliases: [String] = []) {
            self.name = name
            self.address = address
            self.aliases = aliases
        }
    }

    public struct Port: Sendable {
        /// The machine's address and port; only its loopback is published on.
        public var address: String
        public var port: Int
        public var target: Int

        public init(address: String = "127.0.0.1", port: Int, target: Int) {
            self.address = address
            self.port = port
            self.target = target
        }
    }

    public struct Limit: Sendable {
        public var name: String
        public var soft: UInt
        public var hard: UInt

        public init(_ name: String, soft: UInt, hard: UInt) {
            self.name = name
            self.soft = soft
            self.hard = hard
        }
    }

    public enum NetworkMode: Sendable {
        case own, machine, none
    }

    public var name: String
    public var image: Image
    public var appearance = Appearance.docker
    /// The first process; nil is the image's own, an empty list the usual one that sleeps.
    public var command: [String]?
    public var hostname: String?
    public var environment: [String: String] = [:]
    public var volumes: [Volume] = []
    /// Paths and mount options.
    public var tmpfs: [(path: String, options: String)] = []
    public var isPrivileged = false
    public var capabilities: [String] = []
    public var networkMode = NetworkMode.own
    public var networks: [Network] = []
    public var ports: [Port] = []
    public var nameServers: [String] = []
    /// Names and their addresses, for /etc/hosts.
    public var names: [(name: String, address: String)] = []
    /// Of `net.` alone.
    public var kernelSettings: [(name: String, value: String)] = []
    /// In bytes.
    public var memory: Int?
    public var processors: Double?
    public var sharedMemory: String?
    /// The user of the first process and of commands.
    public var user: String?
    public var hasMachineProcesses = false
    /// Other hosts and the names that they are known by here.
    public var links: [(host: String, alias: String)] = []
    public var limits: [Limit] = []
    /// Users with password-less sudo that tasks come as.
    public var accounts: [String] = []

    public init(name: String, image: Image) {
        self.name = name
        self.image = image
    }
}

/// A network that hosts share.
public struct NetworkDescription: Sendable {
    public var name: String
    public var subnet: Subnet?
    public var gateway: IPv4?

    public init(_ name: String, subnet: Subnet? = nil, gateway: IPv4? = nil) {
        self.name = name
        self.subnet = subnet
        self.gateway = gateway
    }
}
