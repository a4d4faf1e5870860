import Values

/// `{% for %}`
final class LoopStep: Step {
    let target: TargetCode
    let iterable: Code
    let filter: Code?
    let body: Body
    let otherwise: Body
    /// The names assigned in the body, unassigned at the start of each round.
    let own: [Int]
    /// The slot of `loop`; nil where nothing reads it.
    let loop: Int?
    let isRecursive: Bool

    init(
        _ target: TargetCode, _ iterable: Code, filter: Code?, body: Body, otherwise: Body, own: [Int],
        loop: Int?, isRecursive: Bool
    ) {
        self.target = target
        self.iterable = iterable
        self.filter = filter
        self.body = body
        self.otherwise = otherwise
        self.own = own
        self.loop = loop
        self.isRecursive = isRecursive
    }

    override func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
        let value = try iterable.defined(frame)
        try run(over: value, depth: 0, frame, &output)
        return .goesOn
    }

    /// The rounds over `value`; `depth` counts the recursive loops around this one.
    func run(over value: Value, depth: Int, _ frame: Frame, _ output: inout Output) throws(TemplateError) {
        // Without a round that reaches its end, Jinja2 takes the other branch.
        if try !rounds(over: value, depth: depth, frame, &output) { _ = try otherwise.run(frame, &output) }
    }

    /// The rounds over `value`; whether any of them reached its end.
    private func rounds(
        over value: Value, depth: Int, _ frame: Frame, _ output: inout Output
    ) throws(TemplateError) -> Bool {
        if let range = value.object as? RangeObject,
            frame.context.steps + range.length > frame.context.limits.steps
        {
            throw frame.failure(.limit, "The loop takes too many steps.", iterable.place)
        }
        var items: [Value]
        do throws(ValueError) { items = try value.elements() } catch {
            throw frame.failure(error, iterable.place)
        }
        let outer = loop.flatMap { frame.slots[$0] }
        if let filter { items = try selected(items, filter, frame) }
        let isLive = filter == nil && frame.context.isolates
        var isComplete = false
        if let loop {
            let state = LoopState(items, depth: depth, isRecursive ? (self, frame) : nil)
            frame.slots[loop] = .object(state)
            defer {
                state.recursion = nil
                frame.slots[loop] = outer
            }
            var index = 0
            while index < items.count {
                state.index = index
                let flow = try round(items[index], frame, &output)
                if flow == .goesOn { isComplete = true } else if flow == .breaksLoop { break }
                if isLive, try refresh(&items, from: value, frame) { state.items = items }
                index += 1
            }
        } else {
            var index = 0
            while index < items.count {
                let flow = try round(items[index], frame, &output)
                if flow == .goesOn { isComplete = true } else if flow == .breaksLoop { break }
                if isLive { _ = try refresh(&items, from: value, frame) }
                index += 1
            }
        }
        return isComplete
    }

    /// Takes over what a round did to the list that the loop goes over; true where that grew or shrank. A dict must
    /// keep its size, as Python has it.
    private func refresh(_ items: inout [Value], from source: Value, _ frame: Frame) throws(TemplateError) -> Bool {
        switch source {
        case .list(let list) where list.items.count != items.count:
            items = list.items
            return true
        case .dict(let dict) where dict.items.count != items.count:
            throw frame.failure(.value, "dictionary changed size during iteration", iterable.place)
        default: return false
        }
    }

    @inline(__always)
    private func round(_ item: Value, _ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
        try frame.context.step()
        if !own.isEmpty { for slot in own { frame.slots[slot] = nil } }
        try target.assign(frame.context.touched(item), frame)
        return try body.run(frame, &output)
    }

    private func selected(_ items: [Value], _ filter: Code, _ frame: Frame) throws(TemplateError) -> [Value] {
        var selected: [Value] = []
        selected.reserveCapacity(items.count)
        for item in items {
            try frame.context.step()
            let item = frame.context.touched(item)
            try target.assign(item, frame)
            if try filter.truth(frame) { selected.append(item) }
        }
        return selected
    }
}

extension LoopStep {
    /// The values of the loop's own names, which a recursive call of the loop would overwrite.
    func saved(_ frame: Frame) -> [Value?] { (own + target.slots).map { frame.slots[$0] } }

    func restore(_ values: [Value?], _ frame: Frame) {
        for (slot, value) in zip(own + target.slots, values) { frame.slots[slot] = value }
    }
}

extension TargetCode {
    /// The slots it writes to.
    fileprivate var slots: [Int] {
        switch self {
        case .slot(let slot): [slot]
        case .tuple(let targets, _): targets.flatMap(\.slots)
        case .attribute: []
        }
    }
}
