import Glibc
import Jinja
import Loading
import Templating
import Values

/// `filetree`: everything below directories of the controller; of equal names the first directory's counts.
enum FileTreeLookup {
    static let rows = [
        LookupRow("filetree") { call throws(TemplateError) in
            var found: [Value] = [], seen: Set<String> = []
            for term in try call.textTerms() {
                let name = PosixPath.basename(term)
                let directory = call.files.find(PosixPath.dirname(term), in: "files") ?? fallback(term, call)
                let root = PosixPath.join(directory, name)
                walk(root, "") { path in
                    guard !seen.contains(path), let entry = describe(root, path, call) else { return }
                    seen.insert(path)
                    found.append(.dict(entry))
                }
            }
            return found
        }
    ]

    private static func fallback(_ term: String, _ call: LookupCall) -> String {
        let directory = PosixPath.dirname(term)
        return directory.hasPrefix("/") ? directory : PosixPath.absolute(PosixPath.join(call.world.basedir, directory))
    }

    /// The paths below `root`: a directory's directories, its other entries, then what is in its directories.
    private static func walk(_ root: String, _ path: String, _ body: (String) -> Void) {
        func below(_ name: String) -> String { path.isEmpty ? name : "\(path)/\(name)" }
        let names = LocalFile.names(in: PosixPath.join(root, path))
        let directories = names.filter { LocalFile.isDirectory(PosixPath.join(root, below($0))) }
        for name in directories { body(below(name)) }
        for name in names where !directories.contains(name) { body(below(name)) }
        for name in directories where !LocalFile.isLink(PosixPath.join(root, below(name))) {
            walk(root, below(name), body)
        }
    }

    private static func describe(_ root: String, _ path: String, _ call: LookupCall) -> Dict? {
        let full = PosixPath.join(root, path)
        guard let info = LocalFile.status(full, follow: false) else {
            call.warn("filetree: Error using stat() on path \(full)")
            return nil
        }
        var entry: Dict = ["root": .string(root), "path": .string(path)]
        switch info.st_mode & S_IFMT {
        case S_IFLNK:
            entry["state"] = "link"
            entry["src"] = .string(LocalFile.linkTarget(full) ?? "")
        case S_IFDIR: entry["state"] = "directory"
        case S_IFREG:
            entry["state"] = "file"
            entry["src"] = .string(full)
        default:
            call.warn("filetree: Error file type of \(full) is not supported")
            return nil
        }
        entry["uid"] = .int(Int(info.st_uid))
        entry["gid"] = .int(Int(info.st_gid))
        entry["owner"] = LocalFile.userName(info.st_uid).map { .string($0) } ?? .int(Int(info.st_uid))
        entry["group"] = LocalFile.groupName(info.st_gid).map { .string($0) } ?? .int(Int(info.st_gid))
        let mode = String(info.st_mode & 0o7777, radix: 8)
        entry["mode"] = .string("0" + String(repeating: "0", count: max(0, 3 - mode.count)) + mode)
        entry["size"] = .int(Int(info.st_size))
        entry["mtime"] = .double(seconds(info.st_mtim))
        entry["ctime"] = .double(seconds(info.st_ctim))
        return entry
    }

    private static func seconds(_ time: timespec) -> Double { Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9 }
}
