public import Modules
import HostModules
import KubernetesModules
import MoreModules

extension ModuleRegistry {
    /// Every native module.
    public static let native = host.merging(more).merging(kubernetes)
}
