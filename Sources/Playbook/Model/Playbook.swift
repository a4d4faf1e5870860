/// A playbook file with everything that it imports.
public struct Playbook: Sendable {
    /// The path as it was given.
    public let path: String
    /// The directory of the file: `playbook_dir`.
    public let directory: String
    public let plays: [Play]
}
