import Diagnostics

/// The directory whose scenarios are tested, and what is known there before any scenario is read.
struct Project: Sendable {
    let directory: String
    let environment: [String: String]
    /// Variables of the env file, which are laid over the environment while scenario files are read.
    let envFileVariables: [String: String]
    let envFile: String
    let collection: CollectionMetadata?
    /// Config files that lie below every scenario.
    let baseConfigs: [String]

    init(
        directory: String, environment: [String: String], _ invocation: Invocation, warn: (String) -> Void
    ) throws(Diagnostic) {
        self.directory = directory
        self.environment = environment
        envFile = FilePath.absolute(invocation.envFile, in: directory)
        envFileVariables = try EnvironmentFile.variables(at: envFile)
        collection = CollectionMetadata(in: directory, warn: warn)
        let bases = BaseConfigs(directory: directory, home: environment["HOME"], isCollection: collection != nil)
        baseConfigs =
            invocation.baseConfigs.isEmpty
            ? bases.found : invocation.baseConfigs.map { FilePath.absolute($0, in: directory) }
    }

    var discovery: Discovery { Discovery(directory: directory, environment: environment, collection: collection) }

    /// The home directory of Ansible's own files.
    var ansibleHome: String {
        let home = environment["ANSIBLE_HOME"] ?? (environment["HOME"] ?? "/root") + "/.ansible"
        guard home.hasPrefix("~") else { return home }
        return (environment["HOME"] ?? "/root") + home.dropFirst()
    }

    /// A variable of the environment or the env file.
    func setting(_ name: String) -> String? { envFileVariables[name] ?? environment[name] }
}
