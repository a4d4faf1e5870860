/// What a host begins as: layers of files, and how it is run.
public struct HostImage: Sendable, Hashable {
    /// Folders, the uppermost first.
    var layers: [String]
    /// Equal for equal layers.
    public var identity: String
    public var environment: [String: String] = [:]
    public var entrypoint: [String] = []
    public var command: [String] = []
    public var user = ""
    public var directory = ""

    init(layers: [String], identity: String) {
        self.layers = layers
        self.identity = identity
    }

    /// What it runs as its first process.
    public var program: [String] { entrypoint + command }
}
