/// One configuration setting: where it may be set and what it is when it is not.
///
/// Names, environment variables and ini keys are those of Ansible's configuration reference.
public struct Setting: Sendable {
    public enum Kind: Sendable {
        case string, bool, int, double
        /// Comma-separated words.
        case list
        /// A path; `~` and `$VAR` are expanded, relative ones are relative to the configuration file.
        case path
        /// Colon-separated paths.
        case paths
    }

    public let name: String
    public let kind: Kind
    public let fallback: String?
    public let environment: [String]
    public let section: String
    public let keys: [String]

    init(
        _ name: String, _ kind: Kind, _ fallback: String?, env: [String], in section: String = "defaults",
        _ keys: String...
    ) {
        self.name = name
        self.kind = kind
        self.fallback = fallback
        self.environment = env
        self.section = section
        self.keys = keys
    }
}
