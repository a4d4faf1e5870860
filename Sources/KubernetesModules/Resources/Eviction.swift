import Modules
import System
import Values

/// Evicts pods from a node, or deletes them where `disable_eviction` asks for that.
struct Eviction<Base: System> {
    private let options: Dict
    private let cluster: Cluster<Base>

    init(_ options: Dict, _ cluster: Cluster<Base>) {
        self.options = options
        self.cluster = cluster
    }

    /// The pods of a node by what is to become of them.
    ///
    /// - Throws: where the options forbid to delete one of them.
    func sorted(on node: String, selectors: [String]) async throws(ModuleFailure) -> PodSorting {
        let type = try await pods()
        let found: [Value]
        do throws(APIFailure) {
            found = try await cluster.list(
                type, namespace: nil, labels: selectors, fields: ["spec.nodeName=\(node)"])
        } catch  where error.isNotFound {
            found = []
        } catch {
            throw error.nodeFailure("Failed to list pod from node \(node) due to")
        }
        let sorted = PodSorting(found, options)
        guard sorted.errors.isEmpty else {
            throw ModuleFailure("Pod deletion errors: \(sorted.errors.joined(separator: " "))")
        }
        return sorted
    }

    /// Whether any was there.
    func evict(_ pods: [PodSorting.Pod]) async throws(ModuleFailure) -> Bool {
        let type = try await self.pods()
        var deleteOptions: Dict = [:]
        if case .int(let seconds)? = options["terminate_grace_period"], seconds != 0 {
            deleteOptions["gracePeriodSeconds"] = .int(seconds)
        }
        var isChanged = false
        for pod in pods {
            do throws(APIFailure) {
                if options["disable_eviction"] == true {
                    _ = try await cluster.delete(type, pod.name, namespace: pod.namespace, options: deleteOptions)
                } else {
                    var body: Dict = [
                        "metadata": ["name": .string(pod.name), "namespace": .string(pod.namespace)]
                    ]
                    if !deleteOptions.isEmpty { body["deleteOptions"] = .dict(deleteOptions) }
                    try await cluster.post(
                        type.path(namespace: pod.namespace, name: pod.name, subresource: "eviction"), .dict(body))
                }
                isChanged = true
            } catch  where error.isNotFound {
                continue
            } catch {
                throw error.failure("Failed to delete pod \(pod.text) due to")
            }
        }
        return isChanged
    }

    /// Waits until the pods have left the node, where `wait_timeout` asks for that; 0 waits for ever.
    ///
    /// - Returns: the warning where they have not.
    func wait(for pods: [PodSorting.Pod], on node: String) async throws(ModuleFailure) -> String? {
        guard case .int(let limit)? = options["wait_timeout"] else { return nil }
        var pause = 5.0
        if case .int(let seconds)? = options["wait_sleep"] { pause = Double(seconds) }
        var patience = Patience(
            system: cluster.kubectl.machine.system, pause: pause, limit: limit == 0 ? .infinity : Double(limit))
        let type = try await self.pods()
        var left = pods
        while let pod = left.last {
            let found: Value?
            do throws(APIFailure) { found = try await cluster.object(type, pod.name, namespace: pod.namespace) } catch {
                throw ModuleFailure("Exception raised: \(error.reason ?? error.message)")
            }
            if found?.mapping?["spec"]?.mapping?["nodeName"]?.text != node {
                left.removeLast()
            } else if try await !patience.pause() {
                return "timeout reached while pods were still running."
            }
        }
        return nil
    }

    private func pods() async throws(ModuleFailure) -> ResourceType {
        try await cluster.require(kind: "Pod", apiVersion: "v1")
    }
}
