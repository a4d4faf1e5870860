import Modules

/// The modules of this folder.
enum ResourceModules {
    static let all: [any Module.Type] = [
        KubernetesModule.self, KubernetesInfoModule.self, KubernetesExecModule.self, ScaleModule.self,
        JSONPatchModule.self, ServiceModule.self, RollbackModule.self, TaintModule.self, DrainModule.self,
        LogModule.self, ClusterInfoModule.self, CopyModule.self,
    ]
}
