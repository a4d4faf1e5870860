import Glibc
import Loading
public import Values

/// The variables that a template file sees about itself: `template_host`, `template_path`, `template_mtime`, ….
public enum TemplateVariables {
    /// `path` as the task names it, `fullPath` where it was found, `destination` for the template module.
    public static func of(path: String, fullPath: String, destination: String? = nil) -> Dict {
        var name = utsname()
        uname(&name)
        let host = withUnsafePointer(to: &name.nodename) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 65) { String(cString: $0) }
        }
        let status = LocalFile.status(fullPath)
        let owner: Value =
            status.map { LocalFile.userName($0.st_uid).map { .string($0) } ?? .int(Int($0.st_uid)) } ?? .none
        let modified = status.flatMap { ValueDateTime.shown(at: Double($0.st_mtim.tv_sec), utc: false) }
        return [
            "template_host": .string(host), "template_path": .string(path),
            "template_mtime": modified.map { .object($0) } ?? .none, "template_uid": owner,
            "template_run_date": ValueDateTime.now(utc: false).map { .object($0) } ?? .none,
            "template_destpath": destination.map { .string($0) } ?? .none, "template_fullpath": .string(fullPath),
        ]
    }
}
