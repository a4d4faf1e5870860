import Values

/// Steps that run one after the other.
///
/// Each is held by a value that cannot be copied, so that running it counts no references: most steps take less time
/// than that.
final class Body {
    private struct Held: ~Copyable {
        let step: Step

        @inline(__always)
        borrowing func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
            try step.run(frame, &output)
        }
    }

    let count: Int
    private let steps: UnsafeMutablePointer<Held>

    init(_ steps: [Step] = []) {
        count = steps.count
        self.steps = .allocate(capacity: max(count, 1))
        for (index, step) in steps.enumerated() { (self.steps + index).initialize(to: Held(step: step)) }
    }

    deinit {
        steps.deinitialize(count: count)
        steps.deallocate()
    }

    subscript(index: Int) -> Step { steps[index].step }

    /// The step where there is no other.
    var only: Step? { count == 1 ? self[0] : nil }

    /// Runs the step at `index` alone.
    @inline(__always)
    func run(at index: Int, _ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
        try steps[index].run(frame, &output)
    }

    /// Runs the steps until one leaves the loop around them.
    @inline(__always)
    func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
        var index = 0
        while index < count {
            switch try run(at: index, frame, &output) {
            case .goesOn: index &+= 1
            case let flow: return flow
            }
        }
        return .goesOn
    }

    /// What they put out, as one value.
    func captured(_ frame: Frame) throws(TemplateError) -> Value {
        var output = Output()
        _ = try run(frame, &output)
        return output.result()
    }
}
