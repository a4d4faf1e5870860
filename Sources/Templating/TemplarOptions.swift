/// The settings of ansible.cfg that change how templates are rendered.
public struct TemplarOptions: Sendable, Hashable {
    /// ALLOW_BROKEN_CONDITIONALS: conditions that are no booleans count by their truth, with a deprecation.
    public var allowsBrokenConditionals = false
    /// ALLOW_EMBEDDED_TEMPLATES: constants that hold `{{ }}` are rendered in lookup terms and conditions, with a warning.
    public var allowsEmbeddedTemplates = true
    /// How deep variables may refer to variables before it is called a loop.
    public var maximumDepth = 100

    public init() {}
}
