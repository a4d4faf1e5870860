/// A Python slice fitted to a sequence of known length.
struct Slice {
    private let start: Int
    private let stop: Int
    private let step: Int

    /// Throws TypeError for bounds that are no integers, ValueError for a step of zero.
    init(_ start: Value?, _ stop: Value?, _ step: Value?, count: Int) throws(ValueError) {
        let step = try Slice.bound(step) ?? 1
        guard step != 0 else { throw ValueError(.value, "slice step cannot be zero") }
        let lowest = step < 0 ? -1 : 0
        let highest = step < 0 ? count - 1 : count
        func fit(_ bound: Int?, _ missing: Int) -> Int {
            guard let bound else { return missing }
            return min(max(bound < 0 ? max(bound, -count - 1) + count : bound, lowest), highest)
        }
        self.step = step
        self.start = fit(try Slice.bound(start), step < 0 ? highest : lowest)
        self.stop = fit(try Slice.bound(stop), step < 0 ? lowest : highest)
    }

    private static func bound(_ value: Value?) throws(ValueError) -> Int? {
        switch value {
        case nil, .some(.none): return nil
        case .undefined(let undefined): throw .undefined(undefined)
        case .bigInt(let n): return n.isNegative ? -.max : .max
        default:
            guard let n = value?.integer else {
                throw ValueError(
                    .type, "slice indices must be integers or None or have an __index__ method")
            }
            return max(n, -.max)
        }
    }

    func select<Item>(_ items: [Item]) -> [Item] {
        if step == 1 { return start < stop ? Array(items[start..<stop]) : [] }
        var selected: [Item] = []
        var index = start
        while step > 0 ? index < stop : index > stop {
            selected.append(items[index])
            let (next, overflow) = index.addingReportingOverflow(step)
            if overflow { break }
            index = next
        }
        return selected
    }
}
