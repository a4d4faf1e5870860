/// Python's flags of a pattern.
public struct RegexFlags: OptionSet, Sendable, Hashable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let ignoreCase = RegexFlags(rawValue: 2)
    public static let multiline = RegexFlags(rawValue: 8)
    public static let dotAll = RegexFlags(rawValue: 16)
    public static let verbose = RegexFlags(rawValue: 64)
    /// `\w`, `\d`, `\s` and `\b` know only ASCII.
    public static let ascii = RegexFlags(rawValue: 256)

    /// The flag of an inline letter; nil for `u`, which is how patterns are anyway, and for letters that mean none.
    init?(letter: Unicode.Scalar) {
        switch letter {
        case "i": self = .ignoreCase
        case "m": self = .multiline
        case "s": self = .dotAll
        case "x": self = .verbose
        case "a": self = .ascii
        case "u": self = []
        default: return nil
        }
    }
}
