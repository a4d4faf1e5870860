import Modules
import System
import Values

/// `kubernetes.core.k8s_taint`: the taints of a node.
struct TaintModule: Module {
    static let name = "kubernetes.core.k8s_taint"
    static let arguments = ArgumentSpec(
        AccessOptions.all + [
            Option("state", default: "present", choices: ["present", "absent"]), Option("name", required: true),
            Option("taints", .list, required: true, elements: .dict), Option("replace", .bool, default: false),
        ])

    private let arguments: Arguments
    private let name: String
    private let wanted: [Value]

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        name = arguments.string("name") ?? ""
        wanted = arguments.list("taints") ?? []
        for taint in wanted where taint.mapping?["key"]?.text == nil {
            throw ModuleFailure("taints: each taint needs a key")
        }
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
                ? ModuleFailure("Node '\(name)' has not been found.")
                : error.nodeFailure("Failed to retrieve node '\(name)' due to")
        }
        let existing = node.object["spec"]?.mapping?["taints"]?.sequence ?? []
        let missing = Self.without(wanted, existing)
        var outcome = Outcome(values: ["result": .dict([:])])
        let taints: [Value]
        if arguments.string("state") == "present" {
            let isUpdate = existing.contains { old in
                wanted.contains {
                    Self.isSame(old, $0) && old.mapping?["value"] ?? .none != $0.mapping?["value"] ?? .none
                }
            }
            guard !missing.isEmpty || isUpdate else {
                outcome.values["result"] = SnakeCase.object(node.value)
                return outcome
            }
            let replaces = arguments.bool("replace") == true && !missing.isEmpty
            taints = replaces ? wanted : Self.without(existing, wanted) + wanted
        } else {
            if existing.isEmpty { outcome.values["result"] = SnakeCase.object(node.value) }
            guard existing.contains(where: { old in wanted.contains { Self.isSame(old, $0) } }) else { return outcome }
            taints = Self.without(existing, wanted)
        }
        outcome.changed = true
        guard !cluster.isCheck else { return outcome }
        let patched = try await nodes.patch(name, ["spec": ["taints": .list(taints)]])
        if arguments.string("state") == "present" { outcome.values["result"] = SnakeCase.object(patched) }
        return outcome
    }

    /// Those that the others do not hold.
    private static func without(_ taints: [Value], _ others: [Value]) -> [Value] {
        taints.filter { taint in !others.contains { isSame(taint, $0) } }
    }

    /// A taint is known by its key, and by its effect where both name one.
    private static func isSame(_ one: Value, _ other: Value) -> Bool {
        let (left, right) = (one.mapping ?? [:], other.mapping ?? [:])
        guard left["key"] == right["key"] else { return false }
        guard let a = left["effect"], let b = right["effect"] else { return true }
        return a == b
    }
}
