/// A statement as it was written.
final class Statement {
    indirect enum Kind {
        case data(String)
        case print(Expression)
        case forLoop(Loop)
        case conditional(branches: [(test: Expression, body: [Statement])], otherwise: [Statement])
        case set(Target, Expression)
        case setBlock(Target, filters: [FilterCall], body: [Statement])
        case with([(target: Target, value: Expression)], body: [Statement])
        case macro(Signature, body: [Statement])
        /// A call with a body; the signature is that of the body.
        case callBlock(call: Expression, signature: Signature, body: [Statement])
        case filterBlock([FilterCall], body: [Statement])
        /// A body with a scope of its own, such as `autoescape`.
        case scope(body: [Statement])
        case block(Block)
        case extends(Expression)
        case include(Expression, ignoresMissing: Bool, withContext: Bool)
        case importAs(Expression, String, withContext: Bool)
        case fromImport(Expression, [(name: String, alias: String)], withContext: Bool)
        case perform(Expression)
        case breakLoop
        case continueLoop
    }

    struct Loop {
        let target: Target
        let iterable: Expression
        let filter: Expression?
        let isRecursive: Bool
        let body: [Statement]
        let otherwise: [Statement]
    }

    struct Block {
        let name: String
        let isScoped: Bool
        let isRequired: Bool
        let body: [Statement]
    }

    struct Signature {
        let name: String
        let parameters: [String]
        /// For the last parameters.
        let defaults: [Expression]
    }

    /// A filter of a filter or set block, innermost first.
    struct FilterCall {
        let name: String
        let arguments: Expression.Arguments
        let place: Place
    }

    /// What an assignment assigns to.
    indirect enum Target {
        case name(String)
        case tuple([Target])
        /// `namespace.attribute`
        case attribute(String, String)

        /// The plain names in it.
        var names: [String] {
            switch self {
            case .name(let name): [name]
            case .tuple(let targets): targets.flatMap(\.names)
            case .attribute: []
            }
        }
    }

    let kind: Kind
    let place: Place

    init(_ kind: Kind, _ place: Place) {
        self.kind = kind
        self.place = place
    }
}
