/// The settings of ansible.cfg that change how templates are rendered.
public struct TemplarOptions: Sendable, Hashable {
    /// ALLOW_BROKEN_CONDITIONALS: conditions that are no booleans count by their truth, with a deprecation.
    public var allowsBrokenConditionals = false
    /// ALLOW_EMBEDDED_TEMPLATES: constants that hold `{{ }}` are rendered in lookup terms and conditions, with a warning.
    public var allowsEmbeddedTemplates = true
    /// What becomes of texts that look like templates and that no author wrote.
    public enum Untrusted: String, Sendable { case ignore, warning, error }

    /// _TEMPLAR_UNTRUSTED_TEMPLATE_BEHAVIOR.
    public var untrusted = Untrusted.ignore
    /// MODULE_STRICT_UTF8_RESPONSE: texts of JSON that are not valid Unicode are errors.
    public var refusesInvalidTexts = true
    /// How deep variables may refer to variables before it is called a loop.
    public var maximumDepth = 100

    public init() {}
}
