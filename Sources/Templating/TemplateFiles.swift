import Diagnostics
import Glibc
import Loading
import Synchronization
import Values

/// Template files by path, compiled once for all hosts as long as the file does not change.
final class TemplateFiles: Sendable {
    private struct Entry {
        let seconds: Int, nanoseconds: Int, size: Int
        let template: Template
    }
    static let shared = TemplateFiles()
    private let entries = Mutex<[String: Entry]>([:])

    /// The template in the file at `path`; nil where there is no readable file.
    package func template(at path: String) -> Template? {
        guard LocalFile.isRegular(path), let status = LocalFile.status(path) else { return nil }
        if let entry = entries.withLock({ $0[path] }), entry.seconds == status.st_mtim.tv_sec,
            entry.nanoseconds == status.st_mtim.tv_nsec, entry.size == Int(status.st_size)
        {
            return entry.template
        }
        guard let bytes = LocalFile.read(path) else { return nil }
        let file = SourceFile(name: path, text: String(decoding: bytes, as: UTF8.self))
        let template = Template(file.text, span: Span(file: file, start: Position(line: 1, column: 1)))
        let entry = Entry(
            seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec, size: Int(status.st_size),
            template: template)
        entries.withLock { $0[path] = entry }
        return template
    }
}
