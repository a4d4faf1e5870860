import Diagnostics
import Loading
import Playbook
import Templating
import Values
import YAML

/// `-e`: `key=value` words, YAML or JSON, or `@file`.
struct ExtraVariables {
    let files: DataLoader

    /// All of `arguments`, later ones over earlier ones.
    func parse(_ arguments: [String]) throws(Diagnostic) -> Dict {
        var variables: Dict = [:]
        for argument in arguments { variables.merge(try parse(argument)) { $1 } }
        return variables
    }

    private func parse(_ argument: String) throws(Diagnostic) -> Dict {
        if argument.isEmpty { return [:] }
        if argument.hasPrefix("@") {
            let path = files.path(String(argument.dropFirst()), in: files.currentDirectory)
            let variables = try dict(files.value(at: path) ?? .none, argument)
            warn(of: files.reservedNames(among: variables, at: path))
            return variables
        }
        if argument.hasPrefix("/") || argument.hasPrefix(".") {
            throw Diagnostic("Please prepend extra_vars filename '\(argument)' with '@'")
        }
        if argument.hasPrefix("[") || argument.hasPrefix("{") {
            let source = SourceFile(name: "<CLI option '-e'>", text: argument)
            guard let node = try YAMLParser.document(source) else { return [:] }
            let variables = try dict(ValueBuilder(trusted: true).value(of: node).withoutMarks, argument)
            warn(of: reservedNames(among: variables, from: "<unknown>"))
            return variables
        }
        let variables = try KeyValueArguments.parse(argument, source: "<CLI option '-e'>")
        warn(of: reservedNames(among: variables, from: "<CLI option '-e'>"))
        return variables
    }

    private func reservedNames(among variables: Dict, from source: String) -> [ReservedName] {
        ReservedName.among(variables) { name in Span(whole: SourceFile(name: source, text: name)) }
    }

    private func warn(of names: [ReservedName]) {
        for name in names { files.report(name.warning) }
    }

    private func dict(_ value: Value, _ argument: String) throws(Diagnostic) -> Dict {
        if value.isNone { return [:] }
        guard let dict = value.mapping else {
            throw Diagnostic(
                "Invalid extra vars data supplied. '\(argument)' could not be made into a dictionary")
        }
        return dict
    }
}

extension Value {
    /// Data of the JSON that inventories print: a text that is marked as no template is that text.
    fileprivate var withoutMarks: Value {
        switch self {
        case .dict(let dict):
            if dict.items.count == 1, let marked = dict.items["__ansible_unsafe"] {
                return marked.rawText.map { .template(Template($0, isVerbatim: true)) } ?? marked
            }
            return .dict(ValueDict(dict.items.mapValues(\.withoutMarks), mayHoldTemplates: dict.mayHoldTemplates))
        case .list(let list):
            return .list(ValueList(list.items.map(\.withoutMarks), mayHoldTemplates: list.mayHoldTemplates))
        default: return self
        }
    }
}
