import Modules
import System
import Values

/// `kubernetes.core.k8s_drain`: a node closed for pods, emptied of them, or opened again.
struct DrainModule: Module {
    static let name = "kubernetes.core.k8s_drain"
    static let aliases = ["community.kubernetes.k8s_drain"]
    static let arguments = ArgumentSpec(
        AccessOptions.all + [
            Option("state", default: "drain", choices: ["cordon", "drain", "uncordon"]),
            Option("name", required: true),
            Option(
                "delete_options", .dict, default: .dict([:]),
                suboptions: ArgumentSpec([
                    Option("terminate_grace_period", .int), Option("force", .bool, default: false),
                    Option("ignore_daemonsets", .bool, default: false),
                    Option("delete_emptydir_data", .bool, default: false),
                    Option("disable_eviction", .bool, default: false), Option("wait_timeout", .int),
                    Option("wait_sleep", .int, default: 5),
                ])),
            Option("pod_selectors", .list, aliases: ["label_selectors"], elements: .string),
        ], supportsCheckMode: false)

    private let arguments: Arguments
    private let name: String

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        name = arguments.string("name") ?? ""
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            try await run(Cluster(Kubectl(arguments, files, in: context)))
        }
    }

    private func run<Base: System>(_ cluster: Cluster<Base>) async throws(ModuleFailure) -> Outcome {
        let nodes = try await Nodes(cluster)
        let node = try await nodes.read(name) { error in
            error.isNotFound
                ? ModuleFailure("Node \(name) not found.")
                : error.nodeFailure("Failed to retrieve node '\(name)' due to")
        }
        let isClosed = node.object["spec"]?.mapping?["unschedulable"] == true
        switch arguments.string("state") {
        case "cordon", "uncordon":
            let closes = arguments.string("state") == "cordon"
            let word = closes ? "unschedulable" : "schedulable"
            guard isClosed != closes else {
                return Outcome(values: ["result": .string("node \(name) already marked \(word).")])
            }
            _ = try await nodes.patch(name, ["spec": ["unschedulable": .bool(closes)]])
            return Outcome(changed: true, values: ["result": .string("node \(name) marked \(word).")])
        default: return try await drain(nodes, isClosed, cluster)
        }
    }

    private func drain<Base: System>(
        _ nodes: Nodes<Base>, _ isClosed: Bool, _ cluster: Cluster<Base>
    ) async throws(ModuleFailure) -> Outcome {
        var said = ["node \(name) \(isClosed ? "already " : "")marked unschedulable."]
        if !isClosed { _ = try await nodes.patch(name, ["spec": ["unschedulable": true]]) }
        let eviction = Eviction(arguments.dict("delete_options") ?? [:], cluster)
        let sorted: PodSorting
        do throws(ModuleFailure) {
            sorted = try await eviction.sorted(on: name, selectors: arguments.strings("pod_selectors") ?? [])
        } catch {
            // Nothing was deleted: the node is left as it was.
            if !isClosed { _ = try await nodes.patch(name, ["spec": ["unschedulable": false]]) }
            throw error
        }
        var outcome = Outcome(changed: !isClosed, warnings: sorted.warnings)
        if !sorted.deleted.isEmpty {
            if try await eviction.evict(sorted.deleted) { outcome.changed = true }
            if let warning = try await eviction.wait(for: sorted.deleted, on: name) { outcome.warnings.append(warning) }
            said.append("\(sorted.deleted.count) Pod(s) deleted from node.")
        }
        outcome.values = ["result": .string(said.joined(separator: " "))]
        return outcome
    }
}
