import Jinja
import Values

/// Knows two variables; templates inside them are rendered, so that evaluations nest.
private final class FewVariables: VariableSource {
    private let variables: Dict = [
        "a": .dict(["b": .list([1, "two", 3.5, .none]), "c": .template(Template("{{ x }}{{ x[:2] }}"))]), "x": "text",
    ]
    weak var context: EvaluationContext?

    func variable(_ name: String) throws(TemplateError) -> Value? { variables[.string(name)] }
    func render(_ template: Template) throws(TemplateError) -> Value {
        guard let context else { return .none }
        return try context.render(template)
    }
    func loadTemplate(_ name: String) throws(TemplateError) -> Template? {
        name == "x" ? Template("{% block a %}{{ super() }}{% endblock %}{% macro m(a=1) %}{{ a }}{% endmacro %}") : nil
    }
    func variableNames() -> [String] { ["a", "x"] }
}

/// libFuzzer's entry: whatever the bytes say, compiling and rendering end with a value or an error.
///
/// The first byte chooses the form (a template or an expression), its syntax, and whether it is rendered too.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 1 else { return 0 }
    let bytes = UnsafeBufferPointer(start: start, count: count)
    let choice = bytes[0]
    let template = Template(String(decoding: bytes.dropFirst(), as: UTF8.self))
    var environment = Environment.standard
    environment.syntax.trimBlocks = choice & 1 != 0
    environment.syntax.leftStripBlocks = choice & 2 != 0
    if choice & 4 != 0 { environment.syntax.lineStatementPrefix = "#" }
    if choice & 8 != 0 { environment.syntax.lineCommentPrefix = "##" }
    let source = FewVariables()
    let context = EvaluationContext(environment: environment, source: source)
    source.context = context
    context.limits.steps = 2_000
    context.limits.output = 1 << 16
    var options = RenderOptions()
    options.keepsBackslashes = choice & 16 != 0
    options.rendersLiterals = choice & 32 != 0
    if choice & 64 == 0 {
        _ = try? context.check(template, options)
    } else if choice & 128 != 0 {
        _ = try? context.finalized(context.evaluate(template, options))
    } else {
        _ = try? context.finalized(context.render(template, options))
    }
    return 0
}
