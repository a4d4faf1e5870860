import Diagnostics
import Jinja
import Templating
import Values

/// `dependent`: a loop within a loop within a loop, each over what the outer ones' items say.
struct DependentLookup {
    static let rows = [
        LookupRow("dependent") { call throws(TemplateError) in
            var lookup = DependentLookup(call: call)
            for (index, term) in call.terms.enumerated() { try lookup.append(term, index) }
            guard !lookup.loops.isEmpty else { return [] }
            var results: [Value] = []
            try lookup.run(0, [:], &results)
            return results
        }
    ]

    private let call: LookupCall
    private var loops: [(name: Value, values: Value)] = []

    private init(call: LookupCall) { self.call = call }

    private mutating func append(_ term: Value, _ index: Int) throws(TemplateError) {
        guard let dict = DictMerge.dictionary(term)?.items else {
            throw call.failure("Parameter \(index) must be a dictionary, got \(term.pythonClass)")
        }
        guard dict.count == 1, let (name, written) = dict.elements.first else {
            throw call.failure("Parameter \(index) must be a one-element dictionary, got \(dict.count) elements")
        }
        let shown = try name.pythonRepresentation()
        guard !loops.contains(where: { $0.name == name }) else {
            throw call.failure("The variable \(shown) appears more than once")
        }
        let values = call.context.resolved(written)
        switch values {
        case .string, .list, .tuple, .dict: loops.append((name, values))
        default:
            throw call.failure(
                "Parameter \(shown) (index \(index)) must have a value of type string, dictionary or list, got type "
                    + values.pythonClass)
        }
    }

    private func run(_ depth: Int, _ item: Dict, _ results: inout [Value]) throws(TemplateError) {
        guard depth < loops.count else { return results.append(.dict(item)) }
        let (name, written) = loops[depth]
        let values: Value
        if case .string(let expression) = written {
            values = try evaluated(expression, name, item)
        } else {
            values = written
        }
        var item = item
        switch values {
        case .dict(let dict):
            let keys = try raising { () throws(ValueError) in
                try Array(dict.items.keys).sortedAsPython()
            }
            for key in keys {
                item[name] = .dict(["key": key, "value": dict.items[key] ?? .none])
                try run(depth + 1, item, &results)
            }
        case .list, .tuple:
            for value in values.sequence ?? [] {
                item[name] = value
                try run(depth + 1, item, &results)
            }
        default:
            throw call.failure(
                "Did not obtain dictionary or list while evaluating \(try name.pythonRepresentation()) with item == "
                    + "\(try Value.dict(item).pythonRepresentation()), but \(values.pythonClass)")
        }
    }

    /// What the expression gives where `item` holds the items of the outer loops.
    private func evaluated(_ expression: String, _ name: Value, _ item: Dict) throws(TemplateError) -> Value {
        let templar = call.templar.with(["item": .dict(item)])
        do throws(Diagnostic) {
            return try templar.evaluate(expression: Template(expression))
        } catch {
            throw call.failure(
                "Caught \"\(error.briefMessage)\" while evaluating \(try name.pythonRepresentation()) with item == "
                    + (try Value.dict(item).pythonRepresentation()))
        }
    }
}
