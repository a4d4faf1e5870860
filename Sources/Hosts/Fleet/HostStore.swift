public import System

/// Where images, layers, snapshots and running hosts are kept on this machine.
public struct HostStore: Sendable, Hashable {
    /// `images`, `layers`, `snapshots` and `packages`, which several stores may share.
    public var cache: String
    /// A folder a fleet of hosts, for as long as it exists.
    public var fleets: String
    /// The program whose command ``HostRelay/command`` serves the hosts' network: this one, if it is swiftplay.
    public var program: String

    public init(cache: String, fleets: String, program: String = RunningProgram.path) {
        self.cache = cache
        self.fleets = fleets
        self.program = program
    }

    /// This user's: `$SWIFTPLAY_IMAGES` or `swiftplay` in `$XDG_CACHE_HOME` or `~/.cache`; nil where there is no home.
    public init?(environment: [String: String]) {
        let base =
            environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? environment["HOME"].flatMap { $0.hasPrefix("/") ? "\($0)/.cache" : nil }
        guard let base else { return nil }
        let own = "\(base)/swiftplay"
        let shared = environment[Self.variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
        self.init(cache: shared ?? own, fleets: "\(own)/hosts")
    }

    /// Environment variable that names a folder for images, layers, snapshots and packages, such as one that is kept
    /// between the runs of a build server.
    public static let variable = "SWIFTPLAY_IMAGES"

    // A host's root is put together where links of the machine lead nowhere.
    var images: String { Files.withoutLinks("\(cache)/images") }
    var layers: String { Files.withoutLinks("\(cache)/layers") }
    var snapshots: String { Files.withoutLinks("\(cache)/snapshots") }
    var packages: String { Files.withoutLinks("\(cache)/packages") }

    func fleet(_ identity: String) -> String { Files.withoutLinks("\(fleets)/\(identity)") }
}
