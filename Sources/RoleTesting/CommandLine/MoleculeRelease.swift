/// The release of Molecule whose behaviour is followed, and what `molecule --version` says.
public enum MoleculeRelease {
    /// Its number.
    public static let number = "26.10.0"

    /// The lines of `molecule --version`: the release, Ansible's, and each driver with what it comes from.
    ///
    /// - Parameters:
    ///   - core: the release of ansible-core that is followed.
    ///   - python: the version of the Python in PATH, such as `3.11.7`; nil where there is none.
    ///   - own: the version of this program.
    public static func text(core: String, python: String?, own: String) -> String {
        let short = python.map { " using python " + $0.split(separator: ".").prefix(2).joined(separator: ".") }
        let drivers = DriverChoice.names.map { name in
            "    \(name):" + (name == "default" ? "\(number) from molecule" : "\(own) from swiftplay")
        }
        return (["molecule \(number)\(short ?? "")", "    ansible:\(core)"] + drivers).joined(separator: "\n")
    }
}
