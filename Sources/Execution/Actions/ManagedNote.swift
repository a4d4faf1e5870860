import Glibc

/// `ansible_managed` as the configuration writes it: `{file}`, `{host}` and `{uid}` stand for variables of the template,
/// and strftime(3) directives for the moment in which its file was changed.
struct ManagedNote {
    /// A template, in which only names of variables are ours: what they hold is never rendered.
    let text: String

    init(_ written: String, modified: Double) {
        let variables = ["file": "template_path", "host": "template_host", "uid": "template_uid"]
        var formatted = ""
        var rest = written[...]
        while let character = rest.popFirst() {
            // As Python's format has it, a doubled brace is one brace.
            if character == "{" || character == "}", rest.first == character {
                rest.removeFirst()
                formatted.append(character)
            } else if character == "{", let end = rest.firstIndex(of: "}"), let name = variables[String(rest[..<end])] {
                formatted += "{{ \(name) }}"
                rest = rest[rest.index(after: end)...]
            } else {
                formatted.append(character)
            }
        }
        text = formatted.contains("%") ? Self.stamped(formatted, modified) : formatted
    }

    private static func stamped(_ format: String, _ seconds: Double) -> String {
        var moment = time_t(seconds.rounded(.down))
        var fields = tm()
        guard localtime_r(&moment, &fields) != nil else { return format }
        var buffer = [CChar](repeating: 0, count: format.utf8.count * 8 + 256)
        let count = strftime(&buffer, buffer.count, format, &fields)
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
