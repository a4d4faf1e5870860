import Jinja
import Templating
import Values

/// `index_of` of ansible.utils: where the items stand that pass a test.
struct ItemSearch {
    let test: String
    let value: Value
    let key: Value?
    let failsOnMissing: Bool
    let wantsList: Bool
    let context: EvaluationContext

    /// The index of the only item, a list of the indices of several.
    func indices(in data: Value) throws(TemplateError) -> Value {
        let items = try data.pythonElements()
        var found: [Value] = [], missing: [String] = []
        if key != nil, !items.allSatisfy({ $0.mapping != nil }) {
            throw failure(
                "When a key name is provided, all list entries are required to be dictionaries, got "
                    + Self.list(items.map(\.typeName)))
        }
        for (index, item) in items.enumerated() {
            guard let key else {
                if try passes(item) { found.append(.int(index)) }
                continue
            }
            if let entry = item.mapping?[key] {
                if try passes(context.resolved(entry)) { found.append(.int(index)) }
            } else if failsOnMissing {
                missing.append("'\(try key.python())' was not found in '\(try item.python())' at [\(index)]")
            }
        }
        guard missing.isEmpty else { throw failure("\(Self.list(missing)). fail_on_missing=True") }
        return found.count == 1 && !wantsList ? found[0] : .list(found)
    }

    private func failure(_ message: String) -> TemplateError {
        TemplateError(.plugin, "Error when using plugin 'index_of': \(message)")
    }

    private static func list(_ words: [String]) -> String {
        "\(words.dropLast().joined(separator: ", ")) and \(words.last ?? "")"
    }

    private func passes(_ item: Value) throws(TemplateError) -> Bool {
        var name = test, isInverted = false
        if name.hasPrefix("!") {
            isInverted = true
            name = String(name.drop { $0 == "!" })
            if name == "=" { name = "==" }
        } else if name.hasPrefix("not ") {
            isInverted = true
            name = String(name.dropFirst(4))
        }
        let right: Value = name == "in" && value.sequence == nil ? .list([value]) : value
        let shown =
            "Error encountered when testing value '\(try item.python())' (type=\(item.typeName)) against "
            + "'\(try value.python())' (type=\(item.typeName)) with '\(test)'. "
        guard let body = context.environment.tests[name] else {
            throw failure("\(shown) Error was: the test '\(name)' was not found.")
        }
        do throws(TemplateError) {
            let arguments = CallArguments(value.isNone ? [] : [right])
            return try body(context, item, arguments) != isInverted
        } catch { throw failure("\(shown) Error was: \(error.message)") }
    }
}
