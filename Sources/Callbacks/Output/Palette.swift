import Configuration

/// The colours of the output, as SGR codes; without colour every text stays as it is.
public struct Palette: Sendable {
    private let isOn: Bool
    private let codes: [String: String]

    /// What a text is about, by the setting that gives its colour.
    public enum Role: String, CaseIterable, Sendable {
        case changed = "COLOR_CHANGED", debug = "COLOR_DEBUG", deprecation = "COLOR_DEPRECATE"
        case diffAdd = "COLOR_DIFF_ADD", diffLines = "COLOR_DIFF_LINES", diffRemove = "COLOR_DIFF_REMOVE"
        case error = "COLOR_ERROR", included = "COLOR_INCLUDED", ok = "COLOR_OK", skip = "COLOR_SKIP"
        case prompt = "COLOR_CONSOLE_PROMPT", unreachable = "COLOR_UNREACHABLE", verbose = "COLOR_VERBOSE"
        case warning = "COLOR_WARN"
    }

    init(isOn: Bool, configuration: Configuration) {
        self.isOn = isOn
        var codes: [String: String] = [:]
        for role in Role.allCases {
            codes[role.rawValue] = configuration.string(role.rawValue).flatMap(Self.code)
        }
        if !configuration.isSet(Role.prompt.rawValue) {
            codes[Role.prompt.rawValue] = configuration.string("COLOR_HIGHLIGHT").flatMap(Self.code)
        }
        self.codes = codes
    }

    /// Each line of `text` in the colour of `role`; no role, no colour.
    func paint(_ text: String, _ role: Role?) -> String {
        guard isOn, let role, let code = codes[role.rawValue] else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { "\u{1B}[\(code)m\($0)\u{1B}[0m" }.joined(separator: "\n")
    }

    /// Each part in its colour.
    func paint(_ text: StyledText) -> String { text.parts.map { paint($0.text, $0.role) }.joined() }

    /// The codes of colours by their names; nil where there is no colour.
    var codesByName: [String: String]? { isOn ? Self.names : nil }

    private static let names = [
        "black": "0;30", "bright gray": "0;37", "blue": "0;34", "white": "1;37", "green": "0;32",
        "bright blue": "1;34", "cyan": "0;36", "bright green": "1;32", "red": "0;31", "bright cyan": "1;36",
        "purple": "0;35", "bright red": "1;31", "yellow": "0;33", "bright purple": "1;35", "dark gray": "1;30",
        "bright yellow": "1;33", "magenta": "0;35", "bright magenta": "1;35", "normal": "0",
    ]

    /// A colour's name, `colorN`, `rgbRGB` with digits 0 to 5, or `grayN`, as an SGR code.
    private static func code(_ name: String) -> String? {
        if let code = names[name] { return code }
        if name.hasPrefix("color"), let number = Int(name.dropFirst(5)) { return "38;5;\(number)" }
        if name.hasPrefix("gray"), let number = Int(name.dropFirst(4)) { return "38;5;\(232 + number)" }
        let digits = name.dropFirst(3).compactMap(\.wholeNumberValue)
        guard name.hasPrefix("rgb"), digits.count == 3, digits.allSatisfy({ $0 <= 5 }) else { return nil }
        return "38;5;\(16 + 36 * digits[0] + 6 * digits[1] + digits[2])"
    }
}
