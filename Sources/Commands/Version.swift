import Configuration
import Glibc

/// What `--version` says.
enum Version {
    static let number = "0.1.0"
    /// The ansible-core release whose behaviour is followed.
    static let compatible = "2.19.14"

    /// The version; for a command of the family with the places that it uses, as ansible-core lists them.
    static func text(program: String) -> String {
        guard program != "swiftplay" else { return "swiftplay \(number) (follows ansible-core \(compatible))" }
        let surroundings = Surroundings()
        let configuration = surroundings.configuration
        let modules = configuration.list("DEFAULT_MODULE_PATH").map { "'\($0)'" }.joined(separator: ", ")
        return """
            \(program) [core \(compatible)]
              config file = \(configuration.file ?? "None")
              configured module search path = [\(modules)]
              ansible collection location = \(configuration.list("COLLECTIONS_PATHS").joined(separator: ":"))
              executable location = \(CommandLine.arguments[0])
              swiftplay = \(number)
            """
    }
}
