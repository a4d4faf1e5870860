public import Loading

extension PluginPaths.Settings {
    /// Where the Python of `environment` finds packages: its PYTHONPATH, the packages of its virtual environment and of
    /// the Pythons in its PATH, the user's and the system's.
    public static func pythonPath(_ environment: [String: String], files: DataLoader) -> [String] {
        var paths = (environment["PYTHONPATH"] ?? "").split(separator: ":").map(String.init)
        var prefixes = [environment["VIRTUAL_ENV"]].compactMap(\.self)
        for directory in (environment["PATH"] ?? "").split(separator: ":").map(String.init) {
            if files.exists("\(directory)/python3") { prefixes.append(files.parent(of: directory)) }
        }
        if let home = environment["HOME"] { prefixes.append("\(home)/.local") }
        for prefix in prefixes {
            let library = "\(prefix)/lib"
            for name in files.names(in: library) where name.hasPrefix("python3") {
                paths += ["site-packages", "dist-packages"].map { "\(library)/\(name)/\($0)" }
            }
        }
        return paths
    }
}
