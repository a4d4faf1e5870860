import Modules
import System
import Values

/// The nodes of a cluster.
struct Nodes<Base: System> {
    private let cluster: Cluster<Base>
    private let type: ResourceType

    init(_ cluster: Cluster<Base>) async throws(ModuleFailure) {
        self.cluster = cluster
        type = try await cluster.require(kind: "Node", apiVersion: "v1")
    }

    func read(
        _ name: String, failing: (APIFailure) -> ModuleFailure
    ) async throws(ModuleFailure) -> Definition {
        do throws(APIFailure) {
            return Definition(try await cluster.get(type.path(namespace: nil, name: name))?.mapping ?? [:])
        } catch {
            throw failing(error)
        }
    }

    func patch(_ name: String, _ patch: Value) async throws(ModuleFailure) -> Value {
        do throws(APIFailure) {
            return try await cluster.patch(type, name, namespace: nil, patch, .strategic)
        } catch {
            throw ModuleFailure("Failed to patch node due to: \(error.message)")
        }
    }
}

extension APIFailure {
    /// A failure by its reason alone, with its status, as the modules of nodes give it.
    func nodeFailure(_ purpose: String) -> ModuleFailure {
        ModuleFailure("\(purpose): \(reason ?? message)", values: status.map { ["status": .int($0)] } ?? [:])
    }
}
