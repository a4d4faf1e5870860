import Values

/// What an assignment writes to.
indirect enum TargetCode {
    case slot(Int)
    case tuple([TargetCode], Place)
    /// An attribute of the namespace that the code gives.
    case attribute(Code, String, Place)

    @inline(__always)
    func assign(_ value: Value, _ frame: Frame) throws(TemplateError) {
        if case .slot(let slot) = self {
            frame.slots[slot] = value
        } else {
            try assignParts(value, frame)
        }
    }

    private func assignParts(_ value: Value, _ frame: Frame) throws(TemplateError) {
        switch self {
        case .slot: break
        case .tuple(let targets, let place):
            let parts = try TargetCode.parts(value, targets.count, frame, place)
            for (target, part) in zip(targets, parts) {
                try target.assign(frame.context.touched(part), frame)
            }
        case .attribute(let code, let name, let place):
            guard case .object(let object) = try code.value(frame), let namespace = object as? Namespace
            else {
                throw frame.failure(.type, "cannot assign attribute on non-namespace object", place)
            }
            namespace.set(name, value)
        }
    }

    /// The items that `count` targets get. Throws Python's messages where there are more or fewer.
    private static func parts(
        _ value: Value, _ count: Int, _ frame: Frame, _ place: Place
    ) throws(TemplateError) -> [Value] {
        if case .undefined(let undefined) = value { throw frame.failure(undefined, place) }
        guard let parts = try? value.elements() else {
            throw frame.failure(.type, "cannot unpack non-iterable \(value.typeName) object", place)
        }
        if parts.count > count {
            throw frame.failure(.value, "too many values to unpack (expected \(count))", place)
        }
        if parts.count < count {
            throw frame.failure(
                .value, "not enough values to unpack (expected \(count), got \(parts.count))", place)
        }
        return parts
    }
}

/// `{% set target = code %}`
final class SetStep: Step {
    let target: TargetCode
    let code: Code

    init(_ target: TargetCode, _ code: Code) {
        self.target = target
        self.code = code
    }

    override func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
        try target.assign(code.value(frame), frame)
        return .goesOn
    }
}

/// What a body puts out, as the input of filters or the value of a block set.
final class CapturedCode: Code {
    let body: Body
    let own: [Int]

    init(_ body: Body, own: [Int], _ place: Place) {
        self.body = body
        self.own = own
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        for slot in own { frame.slots[slot] = nil }
        return try body.captured(frame)
    }
}
