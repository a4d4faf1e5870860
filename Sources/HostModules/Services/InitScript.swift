import Modules
import System

/// A SysV init script.
struct InitScript: Sendable {
    let name: String

    init(_ name: String) { self.name = name }

    var path: String { name.hasPrefix("/") ? name : "/etc/init.d/\(name)" }

    func exists(_ machine: Machine<some System>) async -> Bool { await machine.exists(path) }

    /// Whether it is started in any run level, or in that one.
    func isEnabled(_ machine: Machine<some System>, level: String = "?") async -> Bool {
        let root = await machine.isDirectory("/etc/rc0.d/") ? "/etc" : "/etc/init.d"
        let links = (try? await machine.system.glob("\(root)/rc\(level).d/S??\(name)")) ?? []
        return !links.isEmpty
    }
}
