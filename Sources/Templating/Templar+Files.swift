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
    ) throws(Diagnostic) -> String { "" }
}

extension Syntax {
    /// Jinja's syntax with `trim_blocks` on, as Ansible has it everywhere.
    public static var ansible: Syntax {
        var syntax = Syntax()
        syntax.trimBlocks = true
        return syntax
    }
}
