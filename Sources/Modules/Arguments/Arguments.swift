public import Values

/// Validated arguments, by each option's own name (never an alias): asking for one as another type than its option's
/// kind gives nil.
public struct Arguments: Sendable {
    /// The values by the options' own names.
    public var values: Dict

    public init(_ values: Dict) { self.values = values }

    /// The value as it is; nil where it was not given and has no default, or is none.
    public subscript(name: String) -> Value? {
        guard let value = values[.string(name)], !value.isNone else { return nil }
        return value
    }

    /// The value of a text option.
    public func string(_ name: String) -> String? { self[name]?.text }
    /// The value of a boolean option.
    public func bool(_ name: String) -> Bool? { if case .bool(let flag) = self[name] { flag } else { nil } }
    /// The value of an integer option.
    public func int(_ name: String) -> Int? { if case .int(let number) = self[name] { number } else { nil } }
    /// The value of an option that takes any number.
    public func double(_ name: String) -> Double? {
        switch self[name] {
        case .double(let number): number
        case .int(let number): Double(number)
        default: nil
        }
    }

    /// The elements of a list option.
    public func list(_ name: String) -> [Value]? { self[name]?.sequence }
    /// The texts among the elements of a list option.
    public func strings(_ name: String) -> [String]? { list(name)?.compactMap(\.text) }
    /// The value of a dictionary option.
    public func dict(_ name: String) -> Dict? { self[name]?.mapping }
}
