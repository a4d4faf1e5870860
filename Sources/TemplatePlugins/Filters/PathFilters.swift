import Jinja
import Loading
import Templating
import Values

/// `basename`, `dirname`, `path_join`, `realpath`, …: the functions of Python's os.path and ntpath.
enum PathFilters {
    static let rows = [
        text("basename", PosixPath.basename),
        text("dirname", PosixPath.dirname),
        text("normpath", PosixPath.normalized),
        text("realpath", PosixPath.real),
        text("win_basename", WindowsPath.basename),
        text("win_dirname", WindowsPath.dirname),
        FilterRow("win_splitdrive") { call throws(TemplateError) in
            let (drive, rest) = WindowsPath.splitDrive(try path(call))
            return .tuple([.string(drive), .string(rest)])
        },
        FilterRow("splitext") { call throws(TemplateError) in
            let (root, suffix) = PosixPath.splitExtension(try path(call))
            return .tuple([.string(root), .string(suffix)])
        },
        FilterRow("expanduser") { call throws(TemplateError) in
            .string(PosixPath.expandUser(try path(call), environment: environment(call)))
        },
        FilterRow("expandvars") { call throws(TemplateError) in
            .string(PosixPath.expandVariables(try path(call), environment: environment(call)))
        },
        FilterRow("relpath", taking: ["start"]) { call throws(TemplateError) in
            let path = try path(call)
            guard !path.isEmpty else { throw TemplateError(.value, "no path specified") }
            let start = call.some("start") ?? "."
            guard case .string(let start) = start else {
                throw TemplateError(.type, "expected str, bytes or os.PathLike object, not \(start.typeName)")
            }
            return .string(PosixPath.relative(path, to: start))
        },
        FilterRow("path_join") { call throws(TemplateError) in
            if case .string = call.input { return call.input }
            guard let parts = call.input.sequence else {
                throw TemplateError(
                    .type, "|path_join expects string or sequence, got \(call.input.pythonClass) instead.")
            }
            guard !parts.isEmpty else {
                throw TemplateError(.type, "join() missing 1 required positional argument: 'a'")
            }
            if let wrong = parts.dropFirst().first(where: { $0.text == nil }) {
                throw TemplateError(
                    .type, "join() argument must be str, bytes, or os.PathLike object, not '\(wrong.typeName)'")
            }
            return .string(PosixPath.join(try texts(parts)))
        },
        FilterRow("commonpath") { call throws(TemplateError) in
            guard let parts = call.input.sequence else {
                throw TemplateError(
                    .type, "|commonpath expects sequence, got \(call.input.pythonClass) instead.")
            }
            switch PosixPath.common(try texts(parts)) {
            case .success(let path): return .string(path)
            case .failure(let failure): throw TemplateError(.value, failure.message)
            }
        },
        FilterRow("fileglob") { call throws(TemplateError) in
            let matches = LocalFile.glob(try path(call)).filter { LocalFile.isRegular($0) }
            return .list(matches.map { .string($0) })
        },
    ]

    private static func text(_ name: String, _ body: @escaping @Sendable (String) -> String) -> FilterRow {
        FilterRow(name) { call throws(TemplateError) in .string(body(try path(call))) }
    }

    private static func path(_ call: PluginCall) throws(TemplateError) -> String {
        if case .string(let text) = call.input { return text }
        if case .object(let object) = call.input, let bytes = object as? ValueBytes {
            return String(decoding: bytes.bytes, as: UTF8.self)
        }
        throw TemplateError(
            .type, "expected str, bytes or os.PathLike object, not \(call.input.typeName)")
    }

    private static func texts(_ values: [Value]) throws(TemplateError) -> [String] {
        var texts: [String] = []
        for value in values {
            guard case .string(let text) = value else {
                throw TemplateError(
                    .type, "expected str, bytes or os.PathLike object, not \(value.typeName)")
            }
            texts.append(text)
        }
        return texts
    }

    private static func environment(_ call: PluginCall) -> [String: String] {
        call.templar?.lookups.environment ?? [:]
    }

}
