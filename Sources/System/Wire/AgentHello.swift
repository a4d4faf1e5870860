/// What an agent says of itself before all else.
public struct AgentHello: Sendable, Hashable {
    /// Of the protocol; both ends refuse another than ``Message/version``.
    public var version: Int
    /// Who it runs as.
    public var uid: UInt32
    /// A private directory of that user.
    public var directory: String
    /// The native modules that it holds, by fully qualified name. All others run on the controller.
    public var modules: Set<String>

    public init(version: Int = Message.version, uid: UInt32, directory: String, modules: Set<String>) {
        self.version = version
        self.uid = uid
        self.directory = directory
        self.modules = modules
    }

    func write(to writer: inout ByteWriter) {
        writer.count(version)
        writer.fixed(uid)
        writer.text(directory)
        modules.sorted().write(to: &writer)
    }

    /// Of another version nothing else is read.
    init(from reader: inout ByteReader) throws(WireError) {
        let version = Int(min(try reader.number(), 1 << 30))
        guard version == Message.version else { throw WireError("another version's hello: \(version)") }
        self.init(
            version: version, uid: try reader.fixed(), directory: try reader.text(),
            modules: Set(try [String](from: &reader)))
    }
}
