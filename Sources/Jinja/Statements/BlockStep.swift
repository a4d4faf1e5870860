import Values

/// The body of a block.
final class BlockCode {
    /// Where `super` is in the frame of a block.
    static let superSlot = 0

    let name: String
    let isRequired: Bool
    let body: Body
    let slotCount: Int

    init(_ name: String, isRequired: Bool, body: Body, slotCount: Int) {
        self.name = name
        self.isRequired = isRequired
        self.body = body
        self.slotCount = slotCount
    }
}

/// The blocks of templates that extend each other, those of the most derived template first.
final class BlockFamily {
    private(set) var blocks: [String: [(code: BlockCode, template: CompiledTemplate)]] = [:]
    /// The frame of the template whose top level runs now: blocks see what it assigned.
    var current: Frame?

    func add(_ template: CompiledTemplate) {
        for (name, code) in template.blocks { blocks[name, default: []].append((code, template)) }
    }

    /// What the block puts out; `level` counts calls of `super()`. Nil where there is none of that level.
    func render(
        _ name: String, level: Int, _ names: NameScope, _ context: EvaluationContext
    ) throws(TemplateError) -> Value? {
        guard let versions = blocks[name], level < versions.count else { return nil }
        let (code, template) = versions[level]
        if code.isRequired, level == versions.count - 1, level == 0 {
            throw TemplateError(.syntax, "Required block '\(name)' not found")
        }
        return try context.nested { () throws(TemplateError) in
            let frame = Frame(context, template, count: code.slotCount, names: names, family: self)
            frame.slots[BlockCode.superSlot] = .object(SuperObject(self, name, level + 1, names))
            return try code.body.captured(frame)
        }
    }
}

/// `{% block %}` where it stands: the most derived version runs.
final class BlockStep: Step {
    let name: String
    /// The locals around the block, where it is scoped.
    let visible: VisibleNames?

    init(_ name: String, visible: VisibleNames?) {
        self.name = name
        self.visible = visible
    }

    override func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
        guard frame.extended == nil, let family = frame.family else { return .goesOn }
        var names: NameScope = family.current.map { ExportScope($0) } ?? frame.names
        if let visible { names = visible.scope(frame, parent: names) }
        guard let value = try family.render(name, level: 0, names, frame.context) else { return .goesOn }
        try output.append(value, frame)
        return .goesOn
    }
}

/// `super` inside a block.
///
/// `@unchecked Sendable`: only the evaluation that renders the block touches it.
final class SuperObject: TemplateObject, Callable, @unchecked Sendable {
    private let family: BlockFamily
    private let name: String
    private let level: Int
    private let names: NameScope

    init(_ family: BlockFamily, _ name: String, _ level: Int, _ names: NameScope) {
        self.family = family
        self.name = name
        self.level = level
        self.names = names
    }

    var typeName: String { "BlockReference" }
    func string() throws(ValueError) -> String { "<BlockReference '\(name)'>" }

    func attribute(_ name: String) throws(ValueError) -> Value? {
        name == "super" ? .object(SuperObject(family, self.name, level + 1, names)) : nil
    }

    func call(_ context: EvaluationContext, _ arguments: CallArguments) throws(TemplateError) -> Value {
        if let value = try family.render(name, level: level, names, context) { return value }
        return .undefined(
            Undefined(message: "there is no parent block called '\(name)'.", name: "super"))
    }
}

/// `self`: the template's blocks as functions.
///
/// `@unchecked Sendable`: only the evaluation that renders the template touches it.
final class SelfObject: TemplateObject, @unchecked Sendable {
    private let family: BlockFamily?
    private let names: NameScope

    init(_ frame: Frame) {
        family = frame.family
        names = frame.family?.current.map { ExportScope($0) } ?? frame.names
    }

    var typeName: String { "TemplateReference" }
    func string() throws(ValueError) -> String { "<TemplateReference>" }

    func attribute(_ name: String) throws(ValueError) -> Value? {
        guard let family, family.blocks[name] != nil else { return nil }
        return .object(SuperObject(family, name, 0, names))
    }
}
