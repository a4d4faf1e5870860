import HostModules
import KubernetesModules
public import Modules
import MoreModules

extension ModuleRegistry {
    /// Every native module.
    public static let native = host.merging(more).merging(kubernetes)
}
