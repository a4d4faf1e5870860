import Jinja
import Templating
import Values

/// `random` and `shuffle`, with a seed equal to Python's.
enum RandomFilters {
    static let rows = [
        FilterRow("random", taking: ["start", "step", "seed"], random),
        FilterRow("shuffle", taking: ["seed"]) { call throws(TemplateError) in
            guard var items = try? call.inputElements() else { return call.input }
            let seed = call["seed"] ?? .none
            guard var source = seed.truth ? try? RandomSource(seed: seed) : RandomSource() else { return .list(items) }
            source.shuffle(&items)
            return .list(items)
        },
    ]

    private static func random(_ call: PluginCall) throws(TemplateError) -> Value {
        var source = try RandomSource(seed: call["seed"] ?? .none)
        if case .int(let end) = call.input { return .int(try number(call, below: end, &source)) }
        if case .bool(let end) = call.input { return .int(try number(call, below: end ? 1 : 0, &source)) }
        if case .bigInt = call.input { return try number(call, belowLarge: call.input, &source) }
        guard let items = try? call.inputElements() else {
            throw call.failure("random can only be used on sequences and integers")
        }
        guard call["start"]?.truth != true, call["step"]?.truth != true else {
            throw call.failure("start and step can only be used with integer values")
        }
        guard !items.isEmpty else { throw TemplateError(.index, "Cannot choose from an empty sequence") }
        if case .dict(let dict) = call.input {
            // Python asks the dict for one of the numbers below its length.
            let place = Value.int(source.below(items.count))
            guard let found = dict.items[place] else { throw TemplateError(.key, try place.python()) }
            return found
        }
        return items[source.below(items.count)]
    }

    /// Python's `randrange` up to a number beyond 64 bits, with a step that leads there.
    private static func number(
        _ call: PluginCall, belowLarge end: Value, _ source: inout RandomSource
    ) throws(TemplateError) -> Value {
        let start = call["start"]?.truth == true ? try call.integer("start") ?? 0 : 0
        let step = call["step"]?.truth == true ? try call.integer("step") ?? 1 : 1
        let count = try raising { () throws(ValueError) in
            let width = try Value.apply(.subtract, end, .int(start))
            let room = try Value.apply(.add, width, .int(step > 0 ? step - 1 : step + 1))
            return try Value.apply(.floorDivide, room, .int(step))
        }
        guard try raising({ () throws(ValueError) in try Value.compare(.greater, count, 0) }) else {
            throw TemplateError(.value, "empty range for randrange()")
        }
        let place = try source.below(any: count)
        return try raising { () throws(ValueError) in
            try Value.apply(.add, .int(start), Value.apply(.multiply, .int(step), place))
        }
    }

    /// Python's `randrange`.
    private static func number(
        _ call: PluginCall, below end: Int, _ source: inout RandomSource
    ) throws(TemplateError) -> Int {
        let start = call["start"]?.truth == true ? try call.integer("start") ?? 0 : 0
        let step = call["step"]?.truth == true ? try call.integer("step") ?? 1 : 1
        let (width, overflow) = end.subtractingReportingOverflow(start)
        guard !overflow else { throw TemplateError(.overflow, "range too large for random") }
        let count = step > 0 ? (width - 1 + step) / step : (width + 1 + step) / step
        guard count > 0, (step > 0) == (width > 0) else {
            throw TemplateError(
                .value,
                step == 1
                    ? "empty range for randrange() (\(start), \(end), \(width))" : "empty range for randrange()")
        }
        return start + step * source.below(count)
    }
}
