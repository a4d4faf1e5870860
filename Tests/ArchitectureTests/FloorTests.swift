import Testing

/// The floors of docs/architecture.md: dependencies run strictly downward.
@Suite struct FloorTests {
    static let floors: [[String]] = [
        ["CShims", "CYAML", "CSSH", "CPCRE2", "CExpat", "CCrypto", "CAgentTrim", "CCrypt"],
        ["Diagnostics", "Regex"],
        ["Values", "System", "Configuration"],
        ["YAML", "Jinja", "Modules"],
        ["Loading", "Connections", "Hosts", "Vault", "HostModules"],
        ["Templating", "MoreModules", "KubernetesModules"],
        ["TemplatePlugins"],
        ["Playbook", "Inventory"],
        ["Execution"],
        ["Callbacks"],
        ["RoleTesting"],
        ["Commands"],
        ["swiftplay", "swiftplay-agent", "templating-benchmark"],
        // Shared by tests, on no other target.
        ["Loopback"],
    ]

    /// Products of other packages, which any floor may use.
    static let foreign: Set<String> = ["OrderedCollections"]

    private static func floor(_ name: String) -> Int? { floors.firstIndex { $0.contains(name) } }

    @Test func dependenciesRunDownward() throws {
        let targets = try Package.described.get().targets.filter { !$0.isTest }
        #expect(Set(targets.map(\.name)) == Set(Self.floors.joined()))
        for target in targets {
            let own = try #require(Self.floor(target.name))
            for name in target.declared where !Self.foreign.contains(name) {
                // Values and System share a floor: System speaks in Values, never the other way round.
                let isSystemOnValues = target.name == "System" && name == "Values"
                let below = try #require(Self.floor(name), "\(target.name) depends on \(name), which has no floor")
                #expect(below < own || isSystemOnValues, "\(target.name) must not depend on \(name)")
            }
        }
    }

    /// Foundation costs start-up time and must stay out of the agent: it has no place below floor 7.
    @Test func foundationStaysAbove() throws {
        let below = Set(Self.floors[..<7].joined())
        for target in try Package.described.get().targets where below.contains(target.name) {
            let file = try target.imports()["Foundation"]
            #expect(file == nil, "\(target.name): \(file ?? "") imports Foundation")
        }
    }
}
