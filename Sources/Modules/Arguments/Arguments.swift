public import Values

/// Validated arguments, by each option's own name (never an alias): asking for one as another type than its option's
/// kind gives nil.
public struct Arguments: Sendable {
    public var values: Dict

    public init(_ values: Dict) { self.values = values }

    /// The value as it is; nil where it was not given and has no default, or is none.
    public subscript(name: String) -> Value? {
        guard let value = values[.string(name)], !value.isNone else { return nil }
        return value
    }
    public func string(_ name: String) -> String? { self[name]?.text }
    public func bool(_ name: String) -> Bool? { if case .bool(let flag) = self[name] { flag } else { nil } }
    public func int(_ name: String) -> Int? { if case .int(let number) = self[name] { number } else { nil } }
    public func double(_ name: String) -> Double? {
        switch self[name] {
        case .double(let number): number
        case .int(let number): Double(number)
        default: nil
        }
    }
    public func list(_ name: String) -> [Value]? { self[name]?.sequence }
    public func strings(_ name: String) -> [String]? { list(name)?.compactMap(\.text) }
    public func dict(_ name: String) -> Dict? { self[name]?.mapping }
}
