import Configuration
import Glibc
import Playbook
import YAML

/// What `--version` says.
enum Version {
    static let number = "0.1.0"
    /// The ansible-core release whose behaviour is followed.
    static let compatible = "2.19.14"
    /// The release of Jinja whose behaviour is followed.
    static let jinja = "3.1.6"
    /// The release of PyYAML whose behaviour is followed.
    static let pyyaml = "6.0.4"

    /// The version; for a command of the family with the places that it uses, as ansible-core lists them.
    static func text(program: String) -> String {
        guard program != "swiftplay" else { return "swiftplay \(number) (follows ansible-core \(compatible))" }
        let surroundings = Surroundings()
        let configuration = surroundings.configuration
        let modules = configuration.list("DEFAULT_MODULE_PATH").map { "'\($0)'" }.joined(separator: ", ")
        let python = PythonReport(environment: surroundings.environment)
        return """
            \(program) [core \(compatible)]
              config file = \(configuration.file ?? "None")
              configured module search path = [\(modules)]
              ansible python module location = \(python.library ?? "None")
              ansible collection location = \(configuration.list("COLLECTIONS_PATHS").joined(separator: ":"))
              executable location = \(executable(surroundings))
              python version = \(python.version ?? "None")
              jinja version = \(jinja)
              pyyaml version = \(pyyaml) (with libyaml v\(YAMLParser.libraryVersion))
              swiftplay = \(number)
            """
    }

    /// The path by which the program was started.
    private static func executable(_ surroundings: Surroundings) -> String {
        let name = CommandLine.arguments[0]
        if name.hasPrefix("/") { return name }
        if name.contains("/") {
            return "\(surroundings.directory)/\(name.hasPrefix("./") ? String(name.dropFirst(2)) : name)"
        }
        let places = (surroundings.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
        return places.first { access($0, X_OK) == 0 } ?? name
    }
}
