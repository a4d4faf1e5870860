import CYAML

extension YAMLParser {
    /// The version of libyaml that is used, such as `0.2.5`.
    public static var libraryVersion: String { String(cString: yaml_get_version_string()) }
}
