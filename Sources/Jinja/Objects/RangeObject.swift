import Values

/// Python's `range`: numbers that are only counted when somebody goes over them.
final class RangeObject: ValueObject {
    private let start, stop, step: Int
    let length: Int

    init(start: Int, stop: Int, step: Int) {
        self.start = start
        self.stop = stop
        self.step = step
        let distance =
            step > 0 ? stop.subtractingReportingOverflow(start) : start.subtractingReportingOverflow(stop)
        let span = distance.overflow ? Int.max : distance.partialValue
        length = span <= 0 ? 0 : (span - 1) / Int(clamping: step.magnitude) + 1
    }

    var typeName: String { "range" }
    func string() throws(ValueError) -> String {
        step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))"
    }
    func count() throws(ValueError) -> Int? { length }
    func truth() -> Bool { length > 0 }

    func elements() throws(ValueError) -> [Value]? {
        guard length <= 10_000_000 else { throw ValueError(.limit, "the range is too long") }
        return (0..<length).map { .int(start + $0 * step) }
    }

    func isEqual(to other: Value) -> Bool {
        guard let other = other.object as? RangeObject, length == other.length else { return false }
        return length == 0 || start == other.start && (length == 1 || step == other.step)
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(length)
        if length > 0 { hasher.combine(start) }
        if length > 1 { hasher.combine(step) }
    }

    func item(_ key: Value) throws(ValueError) -> Value? {
        let index: Int
        switch key {
        case .int(let number): index = number
        case .bool(let flag): index = flag ? 1 : 0
        case .bigInt: throw ValueError(.index, "cannot fit 'int' into an index-sized integer")
        default: return nil
        }
        let place = index < 0 ? index + length : index
        guard place >= 0, place < length else {
            throw ValueError(.index, "range object index out of range")
        }
        return .int(start + place * step)
    }

    func attribute(_ name: String) throws(ValueError) -> Value? {
        switch name {
        case "start": .int(start)
        case "stop": .int(stop)
        case "step": .int(step)
        case "count", "index": method(name)
        default: nil
        }
    }

    private func method(_ name: String) -> Value {
        .object(
            FunctionObject(name) { [self] (_, arguments) throws(TemplateError) in
                try arguments.check("range.\(name)", 1...1)
                let items = try raising { () throws(ValueError) in try elements() } ?? []
                let place = items.firstIndex(of: arguments.positional[0])
                if name == "count" { return .int(place == nil ? 0 : 1) }
                guard let place else {
                    let shown = try raising { () throws(ValueError) in
                        try arguments.positional[0].representation()
                    }
                    throw TemplateError(.value, "\(shown) is not in range")
                }
                return .int(place)
            })
    }
}
