import Modules
import System
import Values

/// `kubernetes.core.k8s`: objects of a cluster made, changed, applied and deleted.
struct KubernetesModule: Module {
    static let name = "kubernetes.core.k8s"
    static let aliases = ["community.kubernetes.k8s"]
    static let arguments = ArgumentSpec(
        AccessOptions.all + AccessOptions.waiting + AccessOptions.naming + AccessOptions.definition + [
            Option("template", .raw),
            Option("merge_type", .list, choices: ["merge", "strategic-merge"], elements: .string),
            Option(
                "validate", .dict,
                suboptions: ArgumentSpec([
                    Option("fail_on_error", .bool), Option("version"), Option("strict", .bool, default: true),
                ])),
            Option("append_hash", .bool, default: false), Option("apply", .bool, default: false),
            Option(
                "delete_options", .dict,
                suboptions: ArgumentSpec([
                    Option("propagationPolicy", choices: ["Foreground", "Background", "Orphan"]),
                    Option("gracePeriodSeconds", .int),
                    Option(
                        "preconditions", .dict,
                        suboptions: ArgumentSpec([Option("resourceVersion"), Option("uid")])),
                ])),
            Option("continue_on_error", .bool, default: false),
            Option("state", default: "present", choices: ["present", "absent", "patched"]),
            Option("force", .bool, default: false), Option("label_selectors", .list, elements: .string),
            Option("generate_name"),
            Option(
                "server_side_apply", .dict,
                suboptions: ArgumentSpec([
                    Option("field_manager", required: true), Option("force_conflicts", .bool, default: false),
                ])),
            Option("delete_all", .bool, default: false, aliases: ["all"]),
            Option("hidden_fields", .list, elements: .string),
        ],
        mutuallyExclusive: [
            ["resource_definition", "src"], ["merge_type", "apply"], ["template", "resource_definition"],
            ["template", "src"], ["name", "generate_name"],
        ])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        if arguments.dict("validate")?["version"]?.text != nil {
            throw ModuleFailure("validate.version is not supported: the cluster's own API validates")
        }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            try await run(Cluster(Kubectl(arguments, files, in: context)))
        }
    }

    private func run<Base: System>(_ cluster: Cluster<Base>) async throws(ModuleFailure) -> Outcome {
        let task = ObjectTask(arguments, cluster)
        var outcomes: [Outcome] = []
        for definition in try await definitions(cluster) {
            do throws(ModuleFailure) {
                outcomes.append(try await task.bring(definition))
            } catch {
                guard arguments.bool("continue_on_error") == true else { throw error }
                outcomes.append(
                    Outcome(values: [
                        "result": .dict([:]),
                        "error": .dict(error.values.merging(["msg": .string(error.message)]) { $1 }),
                    ]))
            }
        }
        if outcomes.count == 1, let only = outcomes.first { return only }
        let results = outcomes.map { outcome -> Value in
            var values: Dict = ["changed": .bool(outcome.changed)]
            values.merge(outcome.values) { $1 }
            if let message = outcome.message { values["msg"] = .string(message) }
            if !outcome.warnings.isEmpty { values["warnings"] = .list(outcome.warnings.map(Value.string)) }
            if let diff = outcome.diff.first {
                values["diff"] = ["before": diff.before ?? .dict([:]), "after": diff.after ?? .dict([:])]
            }
            return .dict(values)
        }
        return Outcome(changed: outcomes.contains(where: \.changed), values: ["result": ["results": .list(results)]])
    }

    private func definitions<Base: System>(_ cluster: Cluster<Base>) async throws(ModuleFailure) -> [Definition] {
        let context = cluster.kubectl.context
        let named =
            ["name", "resource_definition", "src"].contains { arguments[$0] != nil }
            || context.contents.describe("definition") != nil
        guard arguments.bool("delete_all") == true, arguments.string("state") == "absent", !named else {
            return try await Definitions(arguments, cluster.kubectl.machine, contents: context.contents).all
        }
        guard let kind = arguments.string("kind") else {
            throw ModuleFailure("'kind' option is required to specify the resource type.")
        }
        let type = try await cluster.require(kind: kind, apiVersion: arguments.string("api_version") ?? "v1")
        do throws(APIFailure) {
            return try await cluster.list(
                type, namespace: arguments.string("namespace"), labels: arguments.strings("label_selectors") ?? []
            ).map { Definition($0.mapping ?? [:]) }
        } catch  where error.isNotFound || error.status == 405 {
            return []
        } catch {
            throw error.reasonedFailure("Failed to retrieve requested object")
        }
    }
}
