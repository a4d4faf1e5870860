package import System
package import Values

/// What ansible-core adds to each result that names a file by `path` or `dest`: owner, group, mode, size, state.
package enum PathFacts {
    package static func add(to result: inout Dict, on system: some System) async {
        guard let path = (result["path"] ?? result["dest"])?.text, !path.isEmpty, await Machine(system).exists(path),
            let info = (try? await system.info(path, follow: false)) ?? nil
        else { return }
        let user = (try? await system.user(.id(info.uid))) ?? nil
        let group = (try? await system.group(.id(info.gid))) ?? nil
        result["uid"] = .int(Int(info.uid))
        result["gid"] = .int(Int(info.gid))
        result["owner"] = .string(user?.name ?? String(info.uid))
        result["group"] = .string(group?.name ?? String(info.gid))
        result["mode"] = .string(FileMode.text(info.mode))
        result["state"] = .string(FileState(info).rawValue)
        result["size"] = .int(info.size)
    }
}
