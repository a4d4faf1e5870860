/// The parameters of a plugin beyond its input, in order.
struct Signature: Sendable {
    var parameters: [String] = []
    /// How many of them, from the first, must be given.
    var required = 0
    var takesRest = false
    var takesKeywords = false
    /// Whether a text comes with what is known of where it comes from, as `TracedText`, a vaulted one unopened.
    var takesTraced = false
}

extension Signature: ExpressibleByArrayLiteral {
    init(arrayLiteral elements: String...) { parameters = elements }
}
