public import Diagnostics
public import Jinja
package import Loading
public import Values

extension Templar: VariableSource {
    public func variable(_ name: String) throws(TemplateError) -> Value? {
        if let value = variables[name] {
            if name == "play_hosts" { deprecatePlayHosts() }
            return try opened(value)
        }
        switch name {
        case "omit": return .omit
        case "vars": return .object(AllVariables(variables))
        default: return nil
        }
    }

    public func deprecate(_ notice: Diagnostic) {
        var notice = notice
        notice.span = active.last?.span
        sink.add(notice)
    }

    private func deprecatePlayHosts() {
        sink.add(
            Diagnostic(
                "The `play_hosts` magic variable is deprecated. This feature will be removed from ansible-core version "
                    + "2.23.", at: active.last?.span, severity: .deprecation,
                help: "Use `ansible_play_batch` instead."))
    }

    /// The plain text of a vaulted value.
    private func opened(_ value: Value) throws(TemplateError) -> Value {
        guard case .object = value else { return value }
        return try raising { () throws(ValueError) in try value.opened() }
    }

    public func render(_ template: Template) throws(TemplateError) -> Value {
        do throws(TemplateError) {
            var options = RenderOptions()
            options.keepsBackslashes = true
            let value = try nativeValue(of: template, options)
            guard case .undefined(let undefined) = value else { return value }
            return .undefined(passing(undefined, through: template))
        } catch { throw passing(error, through: template) }
    }

    public func loadTemplate(_ name: String) throws(TemplateError) -> Template? {
        guard !name.split(separator: "/").contains("..") else { return nil }
        for directory in templatePath {
            if let template = TemplateFiles.shared.template(at: PosixPath.join(directory, name)) { return template }
        }
        return nil
    }

    public func templatePlaces() -> [String] { templatePath }

    public func variableNames() -> [String] { variables.names }

    /// The undefined value that a variable's template gave, with that template in its chain.
    func passing(_ undefined: Undefined, through template: Template) -> Undefined {
        let cause = passing(TemplateError(undefined), through: template)
        return Undefined(message: cause.message, name: undefined.name, span: cause.span, cause: cause)
    }

    /// The error of a variable's template, with that template in its chain.
    func passing(_ error: TemplateError, through template: Template) -> TemplateError {
        var error = error.described(as: "template")
        if let note = note(on: template) { error.notes.append(note) }
        return error
    }

    private func note(on template: Template) -> Diagnostic.Note? {
        guard template.span != nil else { return nil }
        let name = variables.names.first {
            if case .template(let other)? = variables[$0] { other === template } else { false }
        }
        return name.map { Diagnostic.Note("While rendering the variable '\($0)'.", at: template.span) }
    }
}

extension TemplateError {
    /// The error in ansible-core's words for a failed `template` or `expression`; what is so already stays.
    package func described(as form: String) -> TemplateError {
        guard !isDescribed else { return self }
        var error = self
        error.isDescribed = true
        switch kind {
        case .undefined, .omit: return self
        case .recursion:
            error.message = "Recursive loop detected in \(form): \(message)"
        case .syntax, .unknownPlugin: error.message = "Syntax error in \(form): \(message)"
        default: error.message = cause == nil ? "Error rendering \(form): \(message)" : "Error rendering \(form)."
        }
        return error
    }
}
