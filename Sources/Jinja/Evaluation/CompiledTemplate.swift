import Values

/// A template made ready to run.
///
/// `@unchecked Sendable`: nothing in it is written after the compiler has made it.
final class CompiledTemplate: @unchecked Sendable {
    /// What was compiled: a whole template, or an expression without delimiters.
    enum Form { case template, expression }

    let template: Template
    let form: Form
    let syntax: Syntax
    let environment: Environment.Shared
    /// Whether its syntax is the environment's own.
    let isUsual: Bool
    fileprivate(set) var body = Body()
    fileprivate(set) var expression: Code?
    fileprivate(set) var slotCount = 0
    /// The slots of the names assigned at the top level.
    fileprivate(set) var exports: [String: Int] = [:]
    fileprivate(set) var blocks: [String: BlockCode] = [:]
    fileprivate(set) var hasExtends = false
    /// Whether it calls methods that change lists or dicts, or runs other templates that might.
    fileprivate(set) var isolates = false

    init(_ template: Template, _ form: Form, _ syntax: Syntax?, _ environment: Environment) {
        // A twin: the template itself keeps what was compiled, and the two would keep each other alive.
        self.template = Template(template.text, span: template.span)
        self.form = form
        self.syntax = syntax ?? environment.syntax
        self.environment = environment.identity
        isUsual = syntax == nil || self.syntax == environment.syntax
    }
}

extension EvaluationContext {
    /// The compiled form of `template`, made once for each environment and syntax.
    func compile(
        _ template: Template, _ form: CompiledTemplate.Form = .template, syntax: Syntax? = nil,
        keepsBackslashes: Bool = false
    ) throws(TemplateError) -> CompiledTemplate {
        guard !template.isVerbatim else { throw TemplateError.untrusted(at: template.span) }
        func make(_ template: Template) throws(TemplateError) -> CompiledTemplate {
            do throws(TemplateError) {
                return try CompiledTemplate.make(
                    template, form, syntax, environment, keepsBackslashes: keepsBackslashes)
            } catch {
                var error = error
                if error.span == nil, let place = error.place { error.span = template.span(of: place) }
                throw error
            }
        }
        let compiled = try template.compiled(make)
        let fits =
            compiled.form == form && compiled.environment === environment.identity
            && (syntax.map { $0 == compiled.syntax } ?? compiled.isUsual)
        return fits ? compiled : try make(template)
    }
}

extension CompiledTemplate {
    fileprivate static func make(
        _ template: Template, _ form: Form, _ syntax: Syntax?, _ environment: Environment,
        keepsBackslashes: Bool
    ) throws(TemplateError) -> CompiledTemplate {
        let result = CompiledTemplate(template, form, syntax, environment)
        let syntax = result.syntax
        let compiler = Compiler(environment)
        switch form {
        case .template:
            let tokens = Lexer.template(template.text, syntax, keepsBackslashes: keepsBackslashes)
            let statements = try Parser.template(tokens)
            result.body = try compiler.compileTemplate(statements)
        case .expression:
            let tokens = Lexer.expression(template.text, syntax, keepsBackslashes: keepsBackslashes)
            result.expression = try compiler.compile(Parser.expression(tokens))
        }
        result.slotCount = compiler.root.slotCount
        result.exports = compiler.scope.slots
        result.blocks = compiler.blocks
        result.hasExtends = compiler.hasExtends
        result.isolates = compiler.isolates
        return result
    }
}
