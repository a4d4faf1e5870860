import Modules
import System
import Values

/// `ansible.builtin.setup`: the facts of a machine.
struct SetupModule: Module {
    static let name = "ansible.builtin.setup"
    static let aliases = ["ansible.builtin.gather_facts"]
    static let arguments = ArgumentSpec([
        Option("gather_subset", .list, default: ["all"], elements: .string),
        Option("gather_timeout", .int, default: 10), Option("filter", .list, default: [], elements: .string),
        Option("fact_path", .path, default: "/etc/ansible/facts.d"),
    ])

    private let subsets: [String]
    private let collectors: [FactCollector]
    private let filters: [String]
    private let timeout: Int
    private let factPath: String

    init(_ arguments: Arguments) throws(ModuleFailure) {
        subsets = arguments.strings("gather_subset") ?? ["all"]
        collectors = try FactSubset.collectors(subsets)
        filters = arguments.strings("filter") ?? []
        timeout = arguments.int("gather_timeout") ?? 10
        factPath = arguments.string("fact_path") ?? ""
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let gathering = FactGathering(
            machine: machine,
            identity: try await machine.attempt { base async throws(SystemError) in try await base.identity() },
            environment: try await machine.attempt { base async throws(SystemError) in try await base.environment() },
            factPath: factPath, timeout: timeout,
            python: Task {
                let isWanted = collectors.contains(.platform) || collectors.contains(.python)
                return isWanted ? await PythonInterpreter.find(machine) : nil
            })
        // All at once: most of the time goes to the few programs that have to be asked.
        let groups = await withTaskGroup(of: (FactCollector, GatheredFacts).self) { group in
            for collector in collectors {
                group.addTask { (collector, await gathering.gather(collector)) }
            }
            var groups: [FactCollector: GatheredFacts] = [:]
            for await (collector, facts) in group { groups[collector] = facts }
            return groups
        }
        var facts: Dict = [:]
        var warnings: [String] = []
        for collector in collectors {
            guard let group = groups[collector] else { continue }
            warnings += group.warnings
            for (key, value) in group.facts {
                let name = collector.prefix + (key.text ?? "")
                if isWanted(name) { facts[.string(name)] = value }
            }
        }
        if isWanted("gather_subset") { facts["gather_subset"] = .list(subsets.map { .string($0) }) }
        if isWanted("module_setup") { facts["module_setup"] = true }
        return Outcome(warnings: warnings, facts: facts)
    }

    private func isWanted(_ name: String) -> Bool {
        if filters.isEmpty || filters == ["*"] { return true }
        return filters.contains { filter in
            if filter.isEmpty || Wildcard.matches(name, filter) { return true }
            let isFull = ["ansible_", "facter", "ohai"].contains { filter.hasPrefix($0) }
            return !isFull && Wildcard.matches(name, "ansible_\(filter)")
        }
    }
}
