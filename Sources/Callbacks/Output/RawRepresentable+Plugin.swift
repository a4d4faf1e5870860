extension RawRepresentable<String> {
    /// By a plugin's name, with or without a collection before it.
    init?(plugin name: String) { self.init(rawValue: name.split(separator: ".").last.map(String.init) ?? name) }
}
