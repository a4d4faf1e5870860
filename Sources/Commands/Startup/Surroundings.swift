import Configuration
import Glibc

/// What a process finds around itself.
struct Surroundings {
    let environment: [String: String]
    let directory: String
    let configuration: Configuration

    /// - Parameter configurationFile: the file to read in place of the one that is found.
    init(configurationFile: String? = nil) {
        var environment = Self.variables()
        if let configurationFile { environment["ANSIBLE_CONFIG"] = configurationFile }
        self.environment = environment
        directory = Self.workingDirectory()
        configuration = Configuration(environment: environment, directory: directory)
    }

    private static func variables() -> [String: String] {
        var variables: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            if let equals = text.firstIndex(of: "=") {
                variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            next += 1
        }
        return variables
    }

    private static func workingDirectory() -> String {
        guard let path = getcwd(nil, 0) else { return "/" }
        defer { free(path) }
        return String(cString: path)
    }
}
