import Glibc
import Testing
import Values

/// A directory of one test, made from a description and described again afterwards.
///
/// A description names each path and gives `content`, `base64`, `link`, `hard` (a path of the tree) or `directory`, and
/// where it matters `mode` and `mtime`.
final class FileTree: Sendable {
    let root: String

    /// In `parent`; /dev/shm is for what waits until its files have reached the disk.
    init(_ tree: Dict, in parent: String = "/tmp") throws {
        var template = Array("\(parent)/swiftplay-case-XXXXXX".utf8CString)
        root = String(cString: try #require(mkdtemp(&template)))
        for (key, value) in tree {
            let entry = value.mapping ?? [:]
            let path = "\(root)/\(key.text ?? "")"
            makeDirectories(above: path)
            if let target = entry["link"]?.text {
                symlink(target.replacingRoot(root), path)
                continue
            }
            if let other = entry["hard"]?.text {
                link("\(root)/\(other)", path)
                continue
            }
            if entry["directory"] == true {
                mkdir(path, 0o755)
            } else {
                let bytes =
                    try entry["base64"]?.text.map { try Base64.decode($0) }
                    ?? Array((entry["content"]?.text ?? "").replacingRoot(root).utf8)
                write(bytes, to: path)
            }
            let mode = entry["mode"]?.text ?? (entry["directory"] == true ? "0755" : "0644")
            chmod(path, UInt32(mode, radix: 8) ?? 0o644)
        }
        for (key, value) in tree {
            guard case .int(let moment)? = value.mapping?["mtime"] else { continue }
            let times = [timespec(tv_sec: moment, tv_nsec: 0), timespec(tv_sec: moment, tv_nsec: 0)]
            utimensat(AT_FDCWD, "\(root)/\(key.text ?? "")", times, AT_SYMLINK_NOFOLLOW)
        }
    }

    deinit { _ = Glibc.system("rm -rf '\(root)'") }

    private func makeDirectories(above path: String) {
        var place = ""
        for part in path.split(separator: "/").dropLast() {
            place += "/\(part)"
            mkdir(place, 0o755)
        }
    }

    private func write(_ bytes: [UInt8], to path: String) {
        guard let file = fopen(path, "w") else { return }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }

    /// Each path with its kind, mode, and content or target, `{root}` for this directory; without those in `unseen`.
    func snapshot(without unseen: [String] = []) -> Dict {
        var found: Dict = [:]
        describe("", into: &found, without: unseen)
        return found
    }

    private func describe(_ directory: String, into found: inout Dict, without unseen: [String]) {
        for name in ModuleCase.names(in: "\(root)/\(directory)") {
            let relative = directory.isEmpty ? name : "\(directory)/\(name)"
            if unseen.contains(relative) { continue }
            let path = "\(root)/\(relative)"
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            let mode = Value.string(String(status.st_mode & 0o7777, radix: 8))
            let key = Value.string(relative.settled(root))
            switch status.st_mode & S_IFMT {
            case S_IFLNK:
                var buffer = [CChar](repeating: 0, count: 4096)
                let count = readlink(path, &buffer, buffer.count)
                let target = String(decoding: buffer[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
                found[key] = .dict(["link": .string(target.settled(root))])
            case S_IFDIR:
                found[key] = .dict(["directory": true, "mode": mode])
                describe(relative, into: &found, without: unseen)
            default:
                let bytes = ModuleCase.read(path)
                let text = String(validating: bytes, as: UTF8.self)
                found[key] = .dict([
                    "mode": mode,
                    text == nil ? "base64" : "content": .string(text?.settled(root) ?? Base64.encode(bytes)),
                ])
            }
        }
    }
}
