import Values

/// How a step ends.
enum Flow {
    case goesOn, breaksLoop, continuesLoop
}

/// A statement made ready to run.
class Step {
    func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow { .goesOn }
}

extension [Step] {
    /// One after the other, until one leaves the loop around them.
    @inline(__always)
    func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
        for step in self {
            switch try step.run(frame, &output) {
            case .goesOn: break
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

/// Text between the tags.
final class DataStep: Step {
    let text: String
    init(_ text: String) { self.text = text }

    override func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
        try output.append(text, frame)
        return .goesOn
    }
}

/// `{{ code }}`
final class PrintStep: Step {
    let code: Code
    init(_ code: Code) { self.code = code }

    override func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
        try code.emit(frame, &output)
        return .goesOn
    }
}

/// `{% do code %}`
final class PerformStep: Step {
    let code: Code
    init(_ code: Code) { self.code = code }

    override func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
        _ = try code.value(frame)
        return .goesOn
    }
}

/// `{% break %}` and `{% continue %}`
final class FlowStep: Step {
    let flow: Flow
    init(_ flow: Flow) { self.flow = flow }

    override func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow { flow }
}

/// `{% if %}`
final class ConditionalStep: Step {
    let branches: [(test: Code, body: [Step])]
    let otherwise: [Step]

    init(_ branches: [(test: Code, body: [Step])], _ otherwise: [Step]) {
        self.branches = branches
        self.otherwise = otherwise
    }

    override func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
        for (test, body) in branches where try test.truth(frame) { return try body.run(frame, &output) }
        return try otherwise.run(frame, &output)
    }
}

/// A body with names of its own, unassigned whenever it begins.
final class ScopeStep: Step {
    let body: [Step]
    let own: [Int]
    /// Assigned with values from outside before the body runs.
    let assignments: [(target: TargetCode, value: Code)]

    init(_ body: [Step], own: [Int], _ assignments: [(target: TargetCode, value: Code)] = []) {
        self.body = body
        self.own = own
        self.assignments = assignments
    }

    override func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
        var values: [Value] = []
        for (_, value) in assignments { values.append(try value.value(frame)) }
        for slot in own { frame.slots[slot] = nil }
        for (index, assignment) in assignments.enumerated() {
            try assignment.target.assign(values[index], frame)
        }
        return try body.run(frame, &output)
    }
}
