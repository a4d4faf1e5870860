import Values

/// A token of a template.
struct Token {
    enum Kind {
        case data(String)
        case variableBegin, variableEnd, blockBegin, blockEnd
        case name(String)
        case string(String)
        /// An integer or a float.
        case number(Value)
        case symbol(Symbol)
        case end
        /// What could not be read; thrown when the parser gets here.
        case failure(TemplateError)
    }

    let kind: Kind
    let place: Place

    /// How Jinja names it in messages.
    var description: String {
        switch kind {
        case .data: "template data / text"
        case .variableBegin: "begin of print statement"
        case .variableEnd: "end of print statement"
        case .blockBegin: "begin of statement block"
        case .blockEnd: "end of statement block"
        case .name(let name): name
        case .string: "string"
        case .number(.double): "float"
        case .number: "integer"
        case .symbol(let symbol): symbol.rawValue
        case .end, .failure: "end of template"
        }
    }
}

/// Jinja's operators and punctuation.
enum Symbol: String {
    case add = "+"
    case subtract = "-"
    case divide = "/"
    case floorDivide = "//"
    case multiply = "*"
    case modulo = "%"
    case power = "**"
    case tilde = "~"
    case leftBracket = "["
    case rightBracket = "]"
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBrace = "{"
    case rightBrace = "}"
    case equal = "=="
    case notEqual = "!="
    case greater = ">"
    case greaterOrEqual = ">="
    case less = "<"
    case lessOrEqual = "<="
    case assign = "="
    case dot = "."
    case colon = ":"
    case bar = "|"
    case comma = ","
    case semicolon = ";"

    /// The longest symbol at the start of `a`, `b` (0 at the text's end).
    init?(_ a: UInt8, _ b: UInt8) {
        switch (a, b) {
        case (0x2F, 0x2F): self = .floorDivide
        case (0x2A, 0x2A): self = .power
        case (0x3D, 0x3D): self = .equal
        case (0x21, 0x3D): self = .notEqual
        case (0x3E, 0x3D): self = .greaterOrEqual
        case (0x3C, 0x3D): self = .lessOrEqual
        case (0x2B, _): self = .add
        case (0x2D, _): self = .subtract
        case (0x2F, _): self = .divide
        case (0x2A, _): self = .multiply
        case (0x25, _): self = .modulo
        case (0x7E, _): self = .tilde
        case (0x5B, _): self = .leftBracket
        case (0x5D, _): self = .rightBracket
        case (0x28, _): self = .leftParenthesis
        case (0x29, _): self = .rightParenthesis
        case (0x7B, _): self = .leftBrace
        case (0x7D, _): self = .rightBrace
        case (0x3E, _): self = .greater
        case (0x3C, _): self = .less
        case (0x3D, _): self = .assign
        case (0x2E, _): self = .dot
        case (0x3A, _): self = .colon
        case (0x7C, _): self = .bar
        case (0x2C, _): self = .comma
        case (0x3B, _): self = .semicolon
        default: return nil
        }
    }

    var length: Int {
        switch self {
        case .floorDivide, .power, .equal, .notEqual, .greaterOrEqual, .lessOrEqual: 2
        default: 1
        }
    }

    /// The bracket that closes this one.
    var closing: Symbol? {
        switch self {
        case .leftBracket: .rightBracket
        case .leftParenthesis: .rightParenthesis
        case .leftBrace: .rightBrace
        default: nil
        }
    }

    var isClosing: Bool { self == .rightBracket || self == .rightParenthesis || self == .rightBrace }
}
