/// A vault password with the id it is known by (`default` where none was given).
public struct VaultSecret: Sendable {
    public let id: String
    public let password: [UInt8]

    public init(id: String = "default", password: [UInt8]) {
        self.id = id
        self.password = password
    }
}
