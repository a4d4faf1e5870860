public import Values

/// Sealing and opening vaulted text, as the filters `vault` and `unvault` and the file lookups need it.
public protocol VaultAccess: Sendable {
    /// The armoured vault text of `data` under `password`; `salt` nil for a random one.
    func seal(_ data: [UInt8], password: [UInt8], id: String, salt: [UInt8]?) throws(ValueError) -> String
    /// The content of the armoured `text`, opened with `password`, or with the secrets of this run where it is nil.
    func open(_ text: [UInt8], password: [UInt8]?) throws(ValueError) -> [UInt8]
}
