import Values

/// Where a name is looked up that is no local variable: exported names of templates, then variables and globals.
class NameScope {
    private let parent: NameScope?

    init(parent: NameScope?) { self.parent = parent }

    /// The value that this scope alone has.
    func own(_ name: String) -> Value? { nil }

    /// What this scope and those around it have, without what the context knows.
    final func local(_ name: String) -> Value? { own(name) ?? parent?.local(name) }

    /// Whether variables are visible at all.
    var seesVariables: Bool { parent?.seesVariables ?? true }

    /// The value of `name`, rendered if an author's template stands for it; nil where there is none.
    final func value(_ name: String, _ context: EvaluationContext) throws(TemplateError) -> Value? {
        if let value = local(name) { return value }
        return try context.lookUp(name, variables: seesVariables)
    }
}

/// Only globals: what an import without context sees.
final class GlobalScope: NameScope {
    override var seesVariables: Bool { false }
}

/// Values by name: locals that an include or a scoped block takes along.
final class ValueScope: NameScope {
    private let values: [String: Value]

    init(_ values: [String: Value], parent: NameScope?) {
        self.values = values
        super.init(parent: parent)
    }

    override func own(_ name: String) -> Value? { values[name] }
}

/// The names that a template assigned at its top level so far.
final class ExportScope: NameScope {
    private let frame: Frame

    init(_ frame: Frame) {
        self.frame = frame
        super.init(parent: frame.names)
    }

    override func own(_ name: String) -> Value? {
        frame.code.exports[name].flatMap { frame.slots[$0] }
    }
}
