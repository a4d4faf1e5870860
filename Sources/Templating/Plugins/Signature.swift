/// The parameters of a plugin beyond its input, in order.
struct Signature: Sendable {
    var parameters: [String] = []
    /// How many of them, from the first, must be given.
    var required = 0
    var takesRest = false
    var takesKeywords = false
    /// Whether a vaulted input comes as it is, not as its plain text.
    var takesVaulted = false
}

extension Signature: ExpressibleByArrayLiteral {
    init(arrayLiteral elements: String...) { parameters = elements }
}
