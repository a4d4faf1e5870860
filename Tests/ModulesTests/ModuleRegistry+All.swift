import HostModules
import Modules
import MoreModules

extension ModuleRegistry {
    /// The modules of every target.
    static let all = host.merging(more)
}
