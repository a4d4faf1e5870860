import Modules
import System

/// What decides which plugins a helm on this machine has: the program, its environment, and the directories of its plugins.
struct HelmPluginPlace: Hashable {
    private let program: String
    private let environment: [String: String]
    private let files: [FileInfo?]

    /// nil on other machines, and where it cannot be told.
    init?<Base: System>(of helm: Helm<Base>) async {
        guard let system = helm.machine.system as? LocalSystem, let all = try? await system.environment() else {
            return nil
        }
        let names = ["HOME", "XDG_DATA_HOME", "HELM_DATA_HOME", "HELM_PLUGINS"]
        environment = all.merging(helm.environment) { $1 }.filter { names.contains($0.key) && !$0.value.isEmpty }
        guard let directories = Self.directories(environment) else { return nil }
        program = helm.program
        files = await system.states(of: [program] + directories)
    }

    /// Source: https://helm.sh/docs/helm/helm/, HELM_PLUGINS and HELM_DATA_HOME.
    private static func directories(_ environment: [String: String]) -> [String]? {
        if let given = environment["HELM_PLUGINS"] { return given.split(separator: ":").map(String.init) }
        let data =
            environment["HELM_DATA_HOME"] ?? environment["XDG_DATA_HOME"].map { $0 + "/helm" }
            ?? environment["HOME"].map { $0 + "/.local/share/helm" }
        return data.map { [$0 + "/plugins"] }
    }
}
