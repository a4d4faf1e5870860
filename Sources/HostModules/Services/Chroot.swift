import Modules
import System

/// Whether the root directory is not the one the machine's first process has.
enum Chroot {
    static func isInside(_ machine: Machine<some System>, _ environment: [String: String]) async -> Bool {
        if environment["debian_chroot"]?.isEmpty == false { return true }
        let root = await machine.info("/")
        guard let first = await machine.info("/proc/1/root/.") else {
            // The root directory's inode of ext, of xfs and of btrfs, where the first process may not be asked.
            return ![2, 128, 256].contains(root?.inode)
        }
        return root?.inode != first.inode || root?.device != first.device
    }
}
