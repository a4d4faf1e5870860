import Diagnostics
public import Jinja
public import Values

extension Templar: VariableSource {
    public func variable(_ name: String) throws(TemplateError) -> Value? {
        if let value = variables[name] { return value }
        switch name {
        case "omit": return .omit
        case "vars": return .object(AllVariables(variables))
        default: return nil
        }
    }

    public func render(_ template: Template) throws(TemplateError) -> Value {
        do throws(TemplateError) {
            var options = RenderOptions()
            options.keepsBackslashes = true
            let value = try nativeValue(of: template, options)
            guard case .undefined(let undefined) = value else { return value }
            return .undefined(passing(undefined, through: template))
        } catch {
            var error = error.described(as: "template")
            if let note = note(on: template) { error.notes.append(note) }
            throw error
        }
    }

    public func loadTemplate(_ name: String) throws(TemplateError) -> Template? {
        guard !name.split(separator: "/").contains("..") else { return nil }
        for directory in templatePath {
            if let template = TemplateFiles.shared.template(at: PosixPath.join(directory, name)) { return template }
        }
        return nil
    }

    public func variableNames() -> [String] { variables.names }

    /// The undefined value that a variable's template gave, with that template in its chain.
    private func passing(_ undefined: Undefined, through template: Template) -> Undefined {
        var cause = undefined.cause as? TemplateError
            ?? TemplateError(.undefined, undefined.message, at: undefined.span)
        cause = cause.described(as: "template")
        if let note = note(on: template) { cause.notes.append(note) }
        return Undefined(message: cause.message, name: undefined.name, span: cause.span, cause: cause)
    }

    private func note(on template: Template) -> Diagnostic.Note? {
        guard template.span != nil else { return nil }
        let name = variables.names.first {
            if case .template(let other)? = variables[$0] { other === template } else { false }
        }
        return Diagnostic.Note(name.map { "While rendering the variable '\($0)'." } ?? "While rendering.", at: template.span)
    }
}

extension TemplateError {
    /// The error in ansible-core's words for a failed `template` or `expression`; what is so already stays.
    func described(as form: String) -> TemplateError {
        var error = self
        switch kind {
        case .undefined, .plugin, .omit: return self
        case .recursion:
            if !message.hasPrefix("Recursive loop") { error.message = "Recursive loop detected in \(form): \(message)" }
            return error
        case .syntax, .unknownPlugin: error.message = "Syntax error in \(form): \(message)"
        default: error.message = "Error rendering \(form): \(message)"
        }
        error.kind = .plugin
        return error
    }
}
