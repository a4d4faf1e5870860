import Modules
import System
import Values

/// Finds objects by the options `kind`, `api_version`, `name`, `namespace`, `label_selectors` and `field_selectors`.
struct ObjectSearch<Base: System> {
    let kind: String
    let apiVersion: String
    private let name: String?
    private let namespace: String?
    private let labels: [String]
    private let fields: [String]
    private let cluster: Cluster<Base>

    init(_ arguments: Arguments, _ cluster: Cluster<Base>) {
        func text(_ name: String) -> String? { arguments.string(name).flatMap { $0.isEmpty ? nil : $0 } }
        self.cluster = cluster
        kind = text("kind") ?? ""
        apiVersion = text("api_version") ?? "v1"
        name = text("name")
        namespace = text("namespace")
        labels = arguments.strings("label_selectors") ?? []
        fields = arguments.strings("field_selectors") ?? []
    }

    /// nil where the cluster has no such kind.
    func type() async throws(ModuleFailure) -> ResourceType? {
        do throws(APIFailure) { return try await cluster.find(kind: kind, apiVersion: apiVersion) } catch {
            throw ModuleFailure(error.message)
        }
    }

    /// The objects that are there; waits for the first of them where a task waits.
    func objects(_ type: ResourceType, waiting: Waiting<Base>? = nil) async throws(ModuleFailure) -> [Value] {
        var patience = waiting?.patience()
        while true {
            let found = try await once(type)
            guard found.isEmpty, try await patience?.pause() == true else { return found }
        }
    }

    private func once(_ type: ResourceType) async throws(ModuleFailure) -> [Value] {
        do throws(APIFailure) {
            guard let name else {
                return try await cluster.list(type, namespace: namespace, labels: labels, fields: fields)
            }
            return try await cluster.object(type, name, namespace: namespace).map { [$0] } ?? []
        } catch  where error.isNotFound || error.status == 400 {
            return []
        } catch {
            let shown = { (list: [String]) in "[" + list.map { "'\($0)'" }.joined(separator: ", ") + "]" }
            throw ModuleFailure(
                "Exception '\(error.message)' raised while trying to get resource using "
                    + "(name=\(name ?? "None"), namespace=\(namespace ?? "None"), label_selectors=\(shown(labels)), "
                    + "field_selectors=\(shown(fields)))")
        }
    }
}
