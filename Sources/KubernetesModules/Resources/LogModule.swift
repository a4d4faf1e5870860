import Modules
import System
import Values

/// `kubernetes.core.k8s_log`: what the containers of a pod have printed.
struct LogModule: Module {
    static let name = "kubernetes.core.k8s_log"
    static let aliases = ["community.kubernetes.k8s_log"]
    static let arguments = ArgumentSpec(
        AccessOptions.all + [
            Option("kind", default: "Pod"), Option("name"), Option("namespace"),
            Option("api_version", default: "v1", aliases: ["api", "version"]), Option("container"),
            Option("since_seconds"), Option("label_selectors", .list, default: [], elements: .string),
            Option("previous", .bool, default: false), Option("tail_lines", .int), Option("all_containers", .bool),
        ], mutuallyExclusive: [["container", "all_containers"]])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            try await run(Cluster(Kubectl(arguments, files, in: context)))
        }
    }

    private func run<Base: System>(_ cluster: Cluster<Base>) async throws(ModuleFailure) -> Outcome {
        let namespace = arguments.string("namespace")
        var name = arguments.string("name")
        var selectors = arguments.strings("label_selectors") ?? []
        if name != nil, !selectors.isEmpty {
            throw ModuleFailure("Only one of name or label_selectors can be provided")
        }
        var type = try await cluster.require(
            kind: arguments.string("kind") ?? "Pod", apiVersion: arguments.string("api_version") ?? "v1")
        let pods = try await cluster.require(kind: "Pod", apiVersion: "v1")
        if !type.subresources.contains("log") {
            guard let owner = name else {
                throw ModuleFailure("name must be provided for resources that do not support the log subresource")
            }
            do throws(APIFailure) {
                let object = try await cluster.get(type.path(namespace: namespace, name: owner)) ?? .none
                selectors = try PodSelectors.of(object)
            } catch {
                throw ModuleFailure(error.message)
            }
            type = pods
        }
        if !selectors.isEmpty {
            do throws(APIFailure) {
                let found = try await cluster.list(pods, namespace: namespace, labels: selectors).first
                name = found.flatMap { Definition($0.mapping ?? [:]).name }
            } catch {
                throw ModuleFailure(error.message)
            }
            guard name != nil else {
                throw ModuleFailure(
                    "No pods in namespace \(namespace ?? "None") matched selector \(selectors.joined(separator: ","))")
            }
            type = pods
        }
        guard let name else {
            throw ModuleFailure("name must be provided for resources that do not support namespaced base url")
        }
        let log = try await read(type, name, namespace, cluster)
        return Outcome(values: [
            "log": .string(log),
            "log_lines": .list(
                log.split(separator: "\n", omittingEmptySubsequences: false).map { .string(String($0)) }),
        ])
    }

    private func read<Base: System>(
        _ type: ResourceType, _ name: String, _ namespace: String?, _ cluster: Cluster<Base>
    ) async throws(ModuleFailure) -> String {
        var containers = [arguments.string("container")]
        var log = ""
        do throws(APIFailure) {
            if arguments.bool("all_containers") == true {
                let pod = try await cluster.get(type.path(namespace: namespace, name: name))?.mapping
                let statuses = pod?["status"]?.mapping?["containerStatuses"]?.sequence ?? []
                containers = statuses.map { $0.mapping?["name"]?.text }
            }
            for container in containers {
                let lines = arguments.int("tail_lines").flatMap { $0 == 0 ? nil : String($0) }
                let path = ResourceType.query(
                    type.path(namespace: namespace, name: name, subresource: "log"),
                    [
                        "container": container, "sinceSeconds": arguments.string("since_seconds"),
                        "previous": arguments.bool("previous") == true ? "true" : nil, "tailLines": lines,
                    ])
                log += try await cluster.text(path)
            }
            return log
        } catch  where error.isNotFound {
            throw ModuleFailure("Pod \(namespace ?? "None")/\(name) not found.")
        } catch {
            throw error.failure("Unable to retrieve log from Pod due to")
        }
    }
}
