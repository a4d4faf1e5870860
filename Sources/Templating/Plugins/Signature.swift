/// The parameters of a plugin beyond its input, in order.
package struct Signature: Sendable {
    package var parameters: [String] = []
    /// How many of them, from the first, must be given.
    package var required = 0
    package var takesRest = false
    package var takesKeywords = false
    /// Whether a text comes with what is known of where it comes from, as `TracedText`, a vaulted one unopened.
    package var takesTraced = false

    package init(
        parameters: [String] = [], required: Int = 0, takesRest: Bool = false, takesKeywords: Bool = false,
        takesTraced: Bool = false
    ) {
        self.parameters = parameters
        self.required = required
        self.takesRest = takesRest
        self.takesKeywords = takesKeywords
        self.takesTraced = takesTraced
    }
}

extension Signature: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: String...) { parameters = elements }
}
