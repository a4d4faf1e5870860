import Glibc
import Values

/// The colours of the output, as ANSI codes.
enum Colour: String, Sendable {
    case red = "31", green = "32", yellow = "33", magenta = "35", cyan = "36", dim = "2", bold = "1", underlined = "4"
}

/// Puts text into colours, where there are any.
struct Paint: Sendable {
    let isOn: Bool

    func callAsFunction(_ text: String, _ colours: Colour...) -> String {
        guard isOn, !colours.isEmpty else { return text }
        return colours.map { "\u{1B}[\($0.rawValue)m" }.joined() + text + "\u{1B}[0m"
    }

    /// Whether output has colours: the first of four variables that is set, unless NO_COLOR is; then the terminal.
    ///
    /// Source: Molecule's rules, which its documentation gives under "CI".
    static func isWanted(_ environment: [String: String]) -> Bool {
        if let off = environment["NO_COLOR"], !off.isEmpty { return false }
        for name in ["PY_COLORS", "CLICOLOR", "FORCE_COLOR", "ANSIBLE_FORCE_COLOR"] {
            if let value = environment[name] { return Value.string(value).isTrue }
        }
        let terminal = environment["TERM"] ?? ""
        if terminal.contains("xterm") { return true }
        if terminal == "dumb" { return false }
        return isatty(STDOUT_FILENO) != 0
    }
}
