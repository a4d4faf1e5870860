import Values

/// How a step ends.
enum Flow {
    case goesOn, breaksLoop, continuesLoop
}

/// A statement made ready to run.
class Step {
    func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow { .goesOn }
}

/// Text between the tags.
final class DataStep: Step {
    private let bytes: UnsafeMutableBufferPointer<UInt8>

    init(_ text: String) {
        bytes = .allocate(capacity: text.utf8.count)
        _ = bytes.initialize(from: text.utf8)
    }

    deinit { bytes.deallocate() }

    override func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
        try output.append(UnsafeBufferPointer(bytes), frame)
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
    private let test: Code
    private let then, otherwise: Body
    /// Those of each `elif`.
    private let more: [(test: Code, then: Body)]

    init(_ test: Code, _ then: Body, _ more: [(test: Code, then: Body)], _ otherwise: Body) {
        self.test = test
        self.then = then
        self.more = more
        self.otherwise = otherwise
    }

    override func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
        if try test.truth(frame) { return try then.run(frame, &output) }
        if !more.isEmpty {
            for (test, then) in more where try test.truth(frame) { return try then.run(frame, &output) }
        }
        return try otherwise.run(frame, &output)
    }
}

/// A body with names of its own, unassigned whenever it begins.
final class ScopeStep: Step {
    let body: Body
    let own: [Int]
    /// Assigned with values from outside before the body runs.
    let assignments: [(target: TargetCode, value: Code)]

    init(_ body: Body, own: [Int], _ assignments: [(target: TargetCode, value: Code)] = []) {
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
