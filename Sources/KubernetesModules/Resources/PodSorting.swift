import Values

/// Which pods of a node a drain may delete.
struct PodSorting {
    struct Pod: Hashable {
        var namespace: String
        var name: String

        var text: String { "\(namespace)/\(name)" }
    }

    private(set) var deleted: [Pod] = []
    private(set) var warnings: [String] = []
    /// Why nothing may be deleted.
    private(set) var errors: [String] = []

    init(_ pods: [Value], _ options: Dict) {
        var daemons: [Pod] = []
        var lone: [Pod] = []
        var mirrors: [Pod] = []
        var local: [Pod] = []
        for value in pods {
            let object = Definition(value.mapping ?? [:])
            let pod = Pod(namespace: object.namespace ?? "", name: object.name ?? "")
            let owners = object.metadata["ownerReferences"]?.sequence ?? []
            let volumes = object.object["spec"]?.mapping?["volumes"]?.sequence ?? []
            let phase = object.object["status"]?.mapping?["phase"]?.text ?? ""
            if object.metadata["annotations"]?.mapping?["kubernetes.io/config.mirror"] != nil {
                mirrors.append(pod)
            } else if ["Succeeded", "Failed"].contains(phase) {
                deleted.append(pod)
            } else if volumes.contains(where: { $0.mapping?["emptyDir"] != nil }) {
                local.append(pod)
            } else if owners.isEmpty {
                lone.append(pod)
            } else if owners.contains(where: { $0.mapping?["kind"] == "DaemonSet" }) {
                daemons.append(pod)
            } else {
                deleted.append(pod)
            }
        }
        func names(_ pods: [Pod]) -> String { pods.map(\.text).joined(separator: ",") }
        let managers = "ReplicationController, ReplicaSet, Job, DaemonSet or StatefulSet"
        if !lone.isEmpty {
            if options["force"] == true {
                warnings.append("Deleting Pods not managed by \(managers): \(names(lone)).")
                deleted += lone
            } else {
                errors.append(
                    "cannot delete Pods not managed by \(managers) (use option force set to yes): \(names(lone)).")
            }
        }
        if !mirrors.isEmpty { warnings.append("cannot delete mirror Pods using API server: \(names(mirrors)).") }
        if !local.isEmpty {
            if options["delete_emptydir_data"] == true {
                warnings.append("Deleting Pods with local storage: \(names(local)).")
                deleted += local
            } else {
                errors.append("cannot delete Pods with local storage: \(names(local)).")
            }
        }
        if !daemons.isEmpty {
            if options["ignore_daemonsets"] == true {
                warnings.append("Ignoring DaemonSet-managed Pods: \(names(daemons)).")
            } else {
                errors.append(
                    "cannot delete DaemonSet-managed Pods (use option ignore_daemonset set to yes): \(names(daemons)).")
            }
        }
    }
}
