import Values

/// An expression as it was written.
final class Expression {
    indirect enum Kind {
        case constant(Value)
        case name(String)
        case list([Expression])
        case tuple([Expression])
        case dict([(key: Expression, value: Expression)])
        case attribute(Expression, String)
        case item(Expression, Expression)
        case slice(Expression?, Expression?, Expression?)
        case call(Expression, Arguments)
        /// The input is nil in a filter block.
        case filter(Expression?, String, Arguments)
        case test(Expression, String, Arguments)
        case not(Expression)
        case negative(Expression)
        case positive(Expression)
        case arithmetic(ArithmeticOperator, Expression, Expression)
        case and(Expression, Expression)
        case or(Expression, Expression)
        case comparison(Expression, [(Comparison, Expression)])
        case concatenation([Expression])
        case conditional(test: Expression, then: Expression, otherwise: Expression?)
    }

    enum Comparison: Sendable {
        case equal, notEqual
        case ordered(ComparisonOperator)
        case isIn, isNotIn
    }

    /// The arguments of a call, a filter or a test.
    struct Arguments {
        var positional: [Expression] = []
        var keywords: [(name: String, value: Expression)] = []
        var star: Expression?
        var doubleStar: Expression?

        var all: [Expression] {
            positional + keywords.map(\.value) + [star, doubleStar].compactMap { $0 }
        }
    }

    /// Deeper nesting than this is refused, so that nothing that walks a tree can exhaust the stack.
    static let depthLimit = 200

    let kind: Kind
    let place: Place
    let depth: Int

    init(_ kind: Kind, _ place: Place, over children: [Expression] = []) throws(TemplateError) {
        self.kind = kind
        self.place = place
        depth = children.reduce(0) { max($0, $1.depth) } + 1
        guard depth <= Expression.depthLimit else {
            throw TemplateError(.syntax, "The expression nests too deeply.")
        }
    }

    /// A leaf, which cannot nest too deeply.
    init(leaf kind: Kind, _ place: Place) {
        self.kind = kind
        self.place = place
        depth = 1
    }
}
