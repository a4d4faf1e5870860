public import Values

/// The value of the variable `omit`: an argument, dict entry or list item that is it falls away.
public final class Omit: ValueObject {
    static let shared = Omit()

    public var typeName: String { "Omit" }
    public func string() throws(ValueError) -> String { "<<Omit>>" }
}

extension Value {
    /// The one value of `omit`.
    public static var omit: Value { .object(Omit.shared) }
    public var isOmit: Bool { if case .object(let object) = self { object is Omit } else { false } }
}
