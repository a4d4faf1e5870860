import Values

/// The locals that are visible at one place of a template.
final class VisibleNames {
    private let names: [(name: String, code: Code)]

    init(_ names: [(name: String, code: Code)]) { self.names = names }

    /// Those that are assigned, over `parent`.
    func scope(_ frame: Frame, parent: NameScope) -> NameScope {
        var values: [String: Value] = [:]
        for (name, code) in names {
            guard let value = try? code.value(frame), !value.isUnassigned else { continue }
            values[name] = value
        }
        return values.isEmpty ? parent : ValueScope(values, parent: parent)
    }
}

/// Stands for a local that is not assigned.
final class UnassignedCode: Code {
    static let marker = Undefined(message: "", name: "")

    override func value(_ frame: Frame) throws(TemplateError) -> Value { .undefined(UnassignedCode.marker) }
}

extension Value {
    fileprivate var isUnassigned: Bool {
        if case .undefined(let undefined) = self { undefined === UnassignedCode.marker } else { false }
    }
}

extension Frame {
    /// Runs the template's own statements and, where it extends another one, that one.
    func runTemplate(_ output: inout Output) throws(TemplateError) {
        var template = code
        var frame = self
        // A frame and its family would keep each other alive.
        defer { family?.current = nil }
        while true {
            family?.current = frame
            var discarded = Output()
            for index in 0..<template.body.count {
                if frame.extended == nil || template.body[index] is IncludeStep {
                    // What is included stands before all that the extended template puts out.
                    _ = try template.body.run(at: index, frame, &output)
                } else if !(template.body[index] is PrintStep || template.body[index] is DataStep) {
                    _ = try template.body.run(at: index, frame, &discarded)
                }
            }
            guard let next = frame.extended else { break }
            family?.add(next)
            let names = ExportScope(frame)
            template = next
            frame = Frame(context, next, count: next.slotCount, names: names, family: family)
            try context.step()
        }
    }

    /// The template that a name (or the first that exists of several names) stands for; nil where none exists.
    func load(_ value: Value, _ place: Place) throws(TemplateError) -> CompiledTemplate? {
        if case .undefined(let undefined) = value { throw failure(undefined, place) }
        for name in value.sequence ?? [value] {
            guard let name = name.rawText else {
                throw failure(.type, "no loader for a template of type '\(name.typeName)'", place)
            }
            if let template = try context.source.loadTemplate(name) {
                return try context.compile(template, syntax: code.syntax)
            }
        }
        return nil
    }

    func notFound(_ value: Value, _ place: Place) -> TemplateError {
        if let names = value.sequence {
            let shown = names.map { (try? $0.string()) ?? "" }.joined(separator: ", ")
            let message =
                names.isEmpty
                ? "Tried to select from an empty list of templates."
                : "none of the templates given were found: \(shown)"
            return failure(.value, message, place)
        }
        let name = (try? value.string()) ?? "", places = context.source.templatePlaces()
        guard !places.isEmpty else { return failure(.value, name, place) }
        let listed = places.map { "'\($0)'" }.joined(separator: ", ")
        return failure(.value, "'\(name)' not found in search path\(places.count > 1 ? "s" : ""): \(listed)", place)
    }
}

/// `{% extends %}`
final class ExtendsStep: Step {
    let template: Code
    init(_ template: Code) { self.template = template }

    override func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
        guard frame.extended == nil else {
            throw frame.failure(.syntax, "extended multiple times", template.place)
        }
        let name = try template.value(frame)
        guard let found = try frame.load(name, template.place) else {
            throw frame.notFound(name, template.place)
        }
        frame.extended = found
        return .goesOn
    }
}

/// `{% include %}`
final class IncludeStep: Step {
    let template: Code
    let ignoresMissing: Bool
    /// What the template sees; nil without context.
    let visible: VisibleNames?

    init(_ template: Code, ignoresMissing: Bool, visible: VisibleNames?) {
        self.template = template
        self.ignoresMissing = ignoresMissing
        self.visible = visible
    }

    override func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
        let name = try template.value(frame)
        guard let found = try frame.load(name, template.place) else {
            if ignoresMissing { return .goesOn }
            throw frame.notFound(name, template.place)
        }
        let names = visible?.scope(frame, parent: frame.names) ?? GlobalScope(parent: nil)
        let context = frame.context
        var included = Output()
        try context.nested { () throws(TemplateError) in
            try Frame(context, found, count: found.slotCount, names: names, family: found.newFamily())
                .runTemplate(&included)
        }
        try output.append(included.result(), frame)
        return .goesOn
    }
}

/// `{% import %}` and `{% from … import %}`
final class ImportStep: Step {
    let template: Code
    let visible: VisibleNames?
    /// The slot of the whole module.
    let module: Int?
    /// Single names of the module and the slots they go to.
    let names: [(name: String, slot: Int)]

    init(_ template: Code, visible: VisibleNames?, module: Int?, names: [(name: String, slot: Int)]) {
        self.template = template
        self.visible = visible
        self.module = module
        self.names = names
    }

    override func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
        let name = try template.value(frame)
        guard let found = try frame.load(name, template.place) else {
            throw frame.notFound(name, template.place)
        }
        let scope = visible?.scope(frame, parent: frame.names) ?? GlobalScope(parent: nil)
        let context = frame.context
        let inner = Frame(context, found, count: found.slotCount, names: scope, family: found.newFamily())
        context.frames.append(inner)
        var body = Output()
        try context.nested { () throws(TemplateError) in try inner.runTemplate(&body) }
        let object = ModuleObject(inner, try context.text(of: body.result(), orEmpty: true))
        if let module { frame.slots[module] = .object(object) }
        for (member, slot) in names {
            frame.slots[slot] = object.member(member, of: name, frame, template.place)
        }
        return .goesOn
    }
}

extension EvaluationContext {
    fileprivate func text(of value: Value, orEmpty: Bool) throws(TemplateError) -> String {
        if value.isNone && orEmpty { return "" }
        if case .undefined(let undefined) = value { throw TemplateError(undefined) }
        return try text(of: value)
    }
}
