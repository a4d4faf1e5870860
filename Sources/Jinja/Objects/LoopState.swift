import Values

/// The variable `loop`.
///
/// `@unchecked Sendable`: only the evaluation that runs the loop touches it.
final class LoopState: TemplateObject, Callable, @unchecked Sendable {
    enum Member: String {
        case index, index0, revindex, revindex0, first, last, length, depth, depth0, previtem, nextitem
    }

    /// Those known so far: the body may change the list that the loop goes over.
    var items: [Value]
    private let depth: Int
    var index = 0
    /// The loop and the frame it runs in, where it may call itself.
    var recursion: (loop: LoopStep, frame: Frame)?
    /// What `changed` saw last.
    private var seen: [Value]?

    init(_ items: [Value], depth: Int, _ recursion: (loop: LoopStep, frame: Frame)?) {
        self.items = items
        self.depth = depth
        self.recursion = recursion
    }

    var typeName: String { "LoopContext" }
    var takesUndefined: Bool { true }
    func string() throws(ValueError) -> String { "<LoopContext \(index + 1)/\(items.count)>" }
    func count() throws(ValueError) -> Int? { items.count }

    func value(of member: Member) -> Value {
        switch member {
        case .index: .int(index + 1)
        case .index0: .int(index)
        case .revindex: .int(items.count - index)
        case .revindex0: .int(items.count - index - 1)
        case .first: .bool(index == 0)
        case .last: .bool(index == items.count - 1)
        case .length: .int(items.count)
        case .depth: .int(depth + 1)
        case .depth0: .int(depth)
        case .previtem:
            index > 0
                ? items[index - 1]
                : .undefined(Undefined(message: "there is no previous item", name: "previtem"))
        case .nextitem:
            index + 1 < items.count
                ? items[index + 1] : .undefined(Undefined(message: "there is no next item", name: "nextitem"))
        }
    }

    func attribute(_ name: String) throws(ValueError) -> Value? {
        if let member = Member(rawValue: name) { return value(of: member) }
        switch name {
        case "cycle":
            return .object(
                FunctionObject(name) { [unowned self] (_, arguments) throws(TemplateError) in
                    guard !arguments.positional.isEmpty else {
                        throw TemplateError(.type, "no items for cycling given")
                    }
                    return arguments.positional[index % arguments.positional.count]
                })
        case "changed":
            return .object(
                FunctionObject(name) { [unowned self] (_, arguments) throws(TemplateError) in
                    if seen == arguments.positional { return false }
                    seen = arguments.positional
                    return true
                })
        default: return nil
        }
    }

    func call(_ context: EvaluationContext, _ arguments: CallArguments) throws(TemplateError) -> Value {
        guard let (loop, frame) = recursion else {
            throw TemplateError(
                .type, "The loop must have the 'recursive' marker to be called recursively.")
        }
        let bound = try arguments.bind("loop", ["iterable"])
        guard let iterable = bound[0] else {
            throw TemplateError(.type, "loop() missing 1 required positional argument: 'iterable'")
        }
        if case .undefined(let undefined) = iterable { throw TemplateError(undefined) }
        return try context.nested { () throws(TemplateError) in
            let kept = loop.saved(frame)
            defer { loop.restore(kept, frame) }
            var output = Output()
            try loop.run(over: iterable, depth: depth + 1, frame, &output)
            return output.result()
        }
    }
}
