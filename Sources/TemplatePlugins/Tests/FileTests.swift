import Glibc
import Jinja
import Loading
import Templating
import Values

/// `directory`, `file`, `exists`, `abs`, …: what stands at a path of the controller.
enum FileTests {
    static let rows = [
        path("directory", "is_dir", LocalFile.isDirectory),
        path("file", "is_file", LocalFile.isRegular),
        path("link", "is_link", LocalFile.isLink),
        path("exists", nil, LocalFile.exists),
        path("link_exists", nil) { LocalFile.status($0, follow: false) != nil },
        path("abs", "is_abs", PosixPath.isAbsolute),
        path("mount", "is_mount", LocalFile.isMountPoint),
        TestRow("same_file", "is_same_file", taking: Signature(parameters: ["other"], required: 1)) {
            call throws(TemplateError) in
            let a = try status(try call.inputText()), b = try status(try call.text("other", ""))
            return a.st_dev == b.st_dev && a.st_ino == b.st_ino
        },
    ]

    private static func path(
        _ name: String, _ alias: String?, _ holds: @escaping @Sendable (String) -> Bool
    ) -> TestRow {
        TestRow([name] + (alias.map { [$0] } ?? [])) { call throws(TemplateError) in
            guard case .string(let path) = call.input else {
                throw TemplateError(
                    .type,
                    name == "abs"
                        ? "expected str, bytes or os.PathLike object, not \(call.input.typeName)"
                        : "stat: path should be string, bytes, os.PathLike or integer, not \(call.input.typeName)")
            }
            return holds(path)
        }
    }

    private static func status(_ path: String) throws(TemplateError) -> stat {
        guard let status = LocalFile.status(path) else {
            throw TemplateError(.plugin, "[Errno \(errno)] \(String(cString: strerror(errno))): '\(path)'")
        }
        return status
    }
}
