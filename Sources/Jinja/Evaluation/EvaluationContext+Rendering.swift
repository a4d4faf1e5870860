public import Values

/// How a text is compiled where it differs from the environment's rules.
public struct RenderOptions: Sendable {
    /// Marks and whitespace rules; nil for the environment's.
    public var syntax: Syntax?
    /// Whether backslashes in the string literals of `{{ }}` stand for themselves, as Ansible has it in YAML.
    public var keepsBackslashes = false
    /// Whether string literals that hold templates are rendered, as Ansible still has it in conditions.
    public var rendersLiterals = false

    public init() {}
}

extension EvaluationContext {
    /// The native value of `template`: that of its only expression, or the text of all it puts out.
    ///
    /// The value may be undefined, or hold undefined values and templates; ``finalized(_:)`` settles that.
    public func render(
        _ template: Template, _ options: RenderOptions = RenderOptions()
    ) throws(TemplateError) -> Value {
        let compiled = try compile(
            template, syntax: options.syntax, keepsBackslashes: options.keepsBackslashes)
        return try top(compiled, options) { (frame) throws(TemplateError) in
            var output = Output()
            do throws(TemplateError) { try frame.runTemplate(&output) } catch {
                guard replacesFailures else { throw output.error(before: error) }
                try output.end(with: error, frame)
            }
            return output.result()
        }
    }

    /// The value of an expression without delimiters. It may be undefined, as for ``render(_:_:)``.
    public func evaluate(
        _ expression: Template, _ options: RenderOptions = RenderOptions()
    ) throws(TemplateError) -> Value {
        let compiled = try compile(
            expression, .expression, syntax: options.syntax, keepsBackslashes: options.keepsBackslashes)
        return try top(compiled, options) { (frame) throws(TemplateError) in
            guard let code = compiled.expression else { return .none }
            return try code.value(frame)
        }
    }

    /// Compiles `template` without running it; throws where its syntax is wrong.
    public func check(_ template: Template, _ options: RenderOptions = RenderOptions()) throws(TemplateError) {
        _ = try compile(template, syntax: options.syntax, keepsBackslashes: options.keepsBackslashes)
    }

    func top<Result>(
        _ compiled: CompiledTemplate, _ options: RenderOptions,
        _ body: (Frame) throws(TemplateError) -> Result
    ) throws(TemplateError) -> Result {
        let (outerIsolates, outerLiterals, outerFrames) = (isolates, rendersLiterals, frames.count)
        isolates = compiled.isolates
        rendersLiterals = options.rendersLiterals
        defer {
            (isolates, rendersLiterals) = (outerIsolates, outerLiterals)
            for frame in frames[outerFrames...] { frame.clear() }
            frames.removeSubrange(outerFrames...)
        }
        let scope = NameScope(parent: nil)
        return try nested { () throws(TemplateError) in
            try body(
                Frame(self, compiled, count: compiled.slotCount, names: scope, family: compiled.newFamily()))
        }
    }
}

extension CompiledTemplate {
    /// A family that begins with this template; nil where it has no blocks.
    func newFamily() -> BlockFamily? {
        guard hasExtends || !blocks.isEmpty else { return nil }
        let family = BlockFamily()
        family.add(self)
        return family
    }
}
