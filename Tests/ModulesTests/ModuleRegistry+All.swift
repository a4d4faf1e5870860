import HostModules
import KubernetesModules
import Modules
import MoreModules

extension ModuleRegistry {
    /// The modules of every target.
    static let all = host.merging(more).merging(kubernetes)
}
