public import Diagnostics
public import Jinja
public import Values

extension Templar {
    /// What the file `source` renders to, as the template module and the template lookup do it.
    ///
    /// A first line `#jinja2: key: value, …` changes `syntax`. `searchPaths` is where its includes are looked for;
    /// `variables` (`template_host`, `ansible_managed`, …) stand above all others.
    public func renderFile(
        _ source: SourceFile, syntax: Syntax = .ansible, searchPaths: [String] = [], variables: Dict = [:]
    ) throws(Diagnostic) -> String {
        let template = Template(source.text, span: Span(file: source, start: Position(line: 1, column: 1)))
        return try renderFile(template, syntax: syntax, searchPaths: searchPaths, variables: variables)
    }

    /// The same for a template that is compiled once and rendered often, for many hosts.
    public func renderFile(
        _ template: Template, syntax: Syntax = .ansible, searchPaths: [String] = [], variables: Dict = [:]
    ) throws(Diagnostic) -> String {
        try reporting("template", template) { () throws(TemplateError) in
            let value = try fileValue(template, syntax: syntax, searchPaths: searchPaths, variables: variables)
            return value.isNone ? "" : try value.python()
        }
    }

    /// The native value of a template file.
    package func fileValue(
        _ template: Template, syntax: Syntax, searchPaths: [String], variables: Dict
    ) throws(TemplateError) -> Value {
        let templar = with(variables, templatePath: searchPaths.isEmpty ? templatePath : searchPaths)
        return try templar.evaluating { (context) throws(TemplateError) in
            var options = RenderOptions()
            options.syntax = syntax
            return try context.finalized(try templar.nativeValue(of: template, options))
        }
    }

    /// The template in the file at `path`, compiled once as long as the file does not change; nil where it cannot be read.
    public static func templateFile(at path: String) -> Template? { TemplateFiles.shared.template(at: path) }
}

extension Syntax {
    /// Jinja's syntax with `trim_blocks` on, as Ansible has it everywhere.
    public static var ansible: Syntax {
        var syntax = Syntax()
        syntax.trimBlocks = true
        return syntax
    }
}
