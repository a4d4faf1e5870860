import Modules
import System
import Values

/// Facts that another tool gathers and prints as JSON.
struct ForeignFacts: Sendable {
    let title: String
    /// Tried in order until one succeeds.
    let commands: [[String]]

    static let facter = ForeignFacts(
        title: "facter",
        commands: [
            ["/opt/puppetlabs/bin/facter", "--puppet", "--json"], ["facter", "--puppet", "--json"],
            ["facter", "--json"],
        ])
    static let ohai = ForeignFacts(title: "ohai", commands: [["ohai"]])

    func gather(_ machine: Machine<some System>) async -> GatheredFacts {
        for command in commands {
            guard await machine.find(command[0]) != nil, let text = await machine.output(command) else { continue }
            if let facts = (try? JSON.parse(text))?.mapping { return GatheredFacts(facts: facts) }
            return GatheredFacts(warnings: ["Failed to parse \(title) facts"])
        }
        return GatheredFacts()
    }
}
