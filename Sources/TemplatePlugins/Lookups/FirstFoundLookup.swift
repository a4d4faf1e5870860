import Diagnostics
import Jinja
import Loading
import Templating
import Values

/// `first_found`: the first of several files that exists.
enum FirstFoundLookup {
    static let rows = [
        LookupRow("first_found", acceptsUndefined: true) { call throws(TemplateError) in
            for option in call.options.values { try refuse(option) }
            var terms: [Value] = []
            for term in call.terms { if let term = try checked(term, call.isLoop) { terms.append(term) } }
            if terms.isEmpty { terms = try split(call["files"] ?? .list([]), ",;").map { .string($0) } }
            var skips = call.flag("skip", false)
            var candidates: [String] = []
            for term in terms { candidates += try names(term, call, &skips) }
            for name in candidates {
                if let path = call.files.find(name, in: call.isLoop ? call.world.fileKind : nil) {
                    return [.string(PosixPath.absolute(path))]
                }
            }
            guard skips else { throw call.failure("No file was found when using first_found.") }
            return []
        }
    ]

    private static func refuse(_ value: Value) throws(TemplateError) {
        if case .undefined(let undefined) = value {
            throw TemplateError(undefined)
        }
    }

    /// The term; nil for an undefined one in a loop, where such are left out at every depth.
    private static func checked(_ value: Value, _ isLoop: Bool) throws(TemplateError) -> Value? {
        switch value {
        case .undefined(let undefined):
            if isLoop, !undefined.isFailure { return nil }
            try refuse(value)
            return nil
        case .list, .tuple:
            var items: [Value] = []
            for item in value.sequence ?? [] { if let item = try checked(item, isLoop) { items.append(item) } }
            return .list(items)
        case .dict(let dict):
            var items: Dict = [:]
            for (key, item) in dict.items { items[key] = try checked(item, isLoop) }
            return .dict(items)
        default: return value
        }
    }

    private static func names(
        _ term: Value, _ call: LookupCall, _ skips: inout Bool
    ) throws(TemplateError) -> [String] {
        var files: [String], paths = try split(call["paths"] ?? .list([]), ",:;")
        switch term {
        case .dict(let dict):
            let items = dict.items
            files = try split(items["files"] ?? .list([]), ",;")
            paths = try split(items["paths"] ?? .list([]), ",:;")
            skips = items["skip"].map { LookupCall.isTrue($0) } ?? false
        case .string(let text): files = try split(.string(text), ",;")
        default:
            guard let inner = term.sequence else {
                throw call.failure(
                    "Invalid term supplied. A string, dict or list is required, not '\(term.typeName)').")
            }
            var result: [String] = []
            for item in inner { result += try names(item, call, &skips) }
            return result
        }
        return paths.isEmpty ? files : paths.flatMap { path in files.map { PosixPath.join(path, $0) } }
    }

    /// Names in a list, or in text with separators between them.
    private static func split(_ value: Value, _ separators: String) throws(TemplateError) -> [String] {
        if case .string(let text) = value {
            return text.split(omittingEmptySubsequences: false) { separators.contains($0) }.map(String.init)
        }
        var names: [String] = []
        for item in try value.pythonElements() { names += try split(.string(try item.python()), separators) }
        return names
    }
}
