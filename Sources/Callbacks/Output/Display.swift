import CShims
public import Configuration
public import Diagnostics
import Glibc
import Synchronization
public import Values

/// Where text goes: standard output and error in colour where that is a terminal, and the log file without.
///
/// Warnings, deprecations and errors that were already shown are not shown again. Whatever is shown comes without the
/// run's secrets, and with control characters as escapes.
public final class Display: Sendable {
    public let verbosity: Int
    /// How much is said in the log, where that is more.
    private let logVerbosity: Int
    /// Width of banners, as Ansible reckons it: the terminal's less one, 79 at least.
    public let columns: Int
    let configuration: Configuration
    private let palette: Palette
    private let log: LogFile?
    private let shown = Mutex<Set<String>>([])
    private let status: StatusLine?
    /// What is drawn below the text, while a run is shown live.
    private let live = Mutex<LiveScreen?>(nil)
    private let sink: (any OutputSink)?
    let mask: SecretMask

    /// - Parameters:
    ///   - mask: the secrets of the run.
    ///   - sink: takes the text in place of standard output and error, which then are asked nothing.
    public init(
        configuration: Configuration, verbosity: Int, environment: [String: String],
        mask: SecretMask = SecretMask(isOn: false), sink: (any OutputSink)? = nil
    ) {
        self.sink = sink
        let isTerminal = sink == nil && isatty(STDOUT_FILENO) != 0
        var width = isTerminal ? Int(swiftplay_terminal_columns(STDOUT_FILENO)) : 0
        if isTerminal, width == 0 { width = Int(environment["COLUMNS"] ?? "") ?? 0 }
        self.mask = mask
        let isColoured =
            configuration.bool("ANSIBLE_FORCE_COLOR") || (isTerminal && !configuration.bool("ANSIBLE_NOCOLOR"))
        self.verbosity = verbosity
        self.logVerbosity = max(verbosity, configuration.int("LOG_VERBOSITY") ?? 0)
        self.columns = max(79, width - 1)
        self.configuration = configuration
        self.palette = Palette(isOn: isColoured, configuration: configuration)
        let isFiltered = configuration.list("DEFAULT_LOG_FILTER").contains { ["", LogFile.logger].contains($0) }
        self.log = isFiltered ? nil : configuration.string("DEFAULT_LOG_PATH").flatMap { LogFile(path: $0) }
        self.status = isTerminal && isatty(STDERR_FILENO) != 0 ? StatusLine(columns: columns) : nil
    }

    public enum Stream: Sendable { case output, error }

    /// Prints `text` and a line break. `screen` and `logged` say which of the two it is for.
    func show(
        _ text: String, _ role: Palette.Role? = nil, to stream: Stream = .output, screen: Bool = true,
        logged: Bool = true
    ) {
        show(StyledText(text, role), to: stream, screen: screen, logged: logged)
    }

    /// The same for a text that has several colours.
    func show(_ text: StyledText, to stream: Stream = .output, screen: Bool = true, logged: Bool = true) {
        let text = text.mapped(safe)
        if screen {
            let painted = palette.paint(text)
            write(painted + (painted.hasSuffix("\n") ? "" : "\n"), to: stream)
        }
        if logged { log?.append(text.plain) }
    }

    /// Prints the text of a plugin, which has its own colours and line breaks.
    public func pass(_ text: String, to stream: Stream = .output) {
        write(mask.hidden(in: text).withControlsShownButColours, to: stream)
    }

    /// `text` as it may be shown.
    func safe(_ text: String) -> String {
        // Some terminals break the line at each of a carriage return and a line feed.
        let text = text.utf8.contains(13) ? text.replacing("\r\n", with: "\n") : text
        return mask.hidden(in: text).withControlsShown
    }

    /// `text` followed by stars up to the width, an empty line before it.
    func banner(_ text: String) {
        let text = text.trimmed()
        let stars = max(3, columns - text.terminalWidth)
        show("\n\(text) \(String(repeating: "*", count: stars))")
    }

    /// A remark for those who asked for at least `verbosity`, about one host where that is known.
    ///
    /// - Parameter text: is made only where it is shown.
    public func remark(_ text: @autoclosure () -> String, verbosity needed: Int, about host: String? = nil) {
        guard logVerbosity >= needed else { return }
        let text = text()
        show(
            host.map { "<\($0)> \(text)" } ?? text, .verbose,
            to: configuration.bool("VERBOSE_TO_STDERR") ? .error : .output, screen: verbosity >= needed)
    }

    /// An error, warning or deprecation, once.
    public func show(_ diagnostic: Diagnostic, toOutput: Bool = false) {
        let (head, role): (String, Palette.Role) =
            switch diagnostic.severity {
            case .error: ("[ERROR]: ", .error)
            case .warning: ("[WARNING]: ", .warning)
            case .deprecation: ("[DEPRECATION WARNING]: ", .deprecation)
            }
        if diagnostic.severity == .deprecation {
            guard configuration.bool("DEPRECATION_WARNINGS") else { return }
            show(Diagnostic(Self.deprecationHint, severity: .warning))
        }
        let text = Self.closed(head + diagnostic.description)
        guard shown.withLock({ $0.insert(text).inserted }) else { return }
        show(text, role, to: toOutput ? .output : .error)
    }

    /// The text of an error or a warning with an empty line behind it where it has several lines.
    public static func closed(_ text: String) -> String {
        var text = text
        while text.last?.isNewline == true { text.removeLast() }
        return text.contains("\n") ? text + "\n\n" : text
    }

    private static let deprecationHint =
        "Deprecation warnings can be disabled by setting `deprecation_warnings=False` in ansible.cfg."

    /// The text in the colour of `role`, where the output has colours.
    public func paint(_ text: String, _ role: Palette.Role?) -> String { palette.paint(text, role) }

    /// The same for a text that has several colours.
    func paint(_ text: StyledText) -> String { palette.paint(text) }

    /// The codes of colours by their names; nil where the output has no colours.
    var colours: [String: String]? { palette.codesByName }

    /// Sets what the status line at the bottom of a terminal says; nil takes it away.
    func setStatus(_ text: String?) {
        if live.withLock({ $0 == nil }) { status?.set(text.map(safe)) }
    }

    /// From now on text goes above `screen`; nil for a terminal without one.
    func attach(_ screen: LiveScreen?) {
        status?.set(nil)
        live.withLock { $0 = screen }
    }

    private func write(_ text: String, to stream: Stream) {
        if let sink { return sink.write(text, isError: stream == .error) }
        if let screen = live.withLock({ $0 }) { return screen.print(text, isError: stream == .error) }
        status?.clear()
        Self.write(text, to: stream == .output ? STDOUT_FILENO : STDERR_FILENO)
        status?.draw()
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while let base = rest.baseAddress, !rest.isEmpty {
                let count = Glibc.write(descriptor, base, rest.count)
                if count < 0 && errno == EINTR { continue }
                if count <= 0 {
                    if descriptor == STDOUT_FILENO { Losses.note("Standard output", errno) }
                    return
                }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }
    }
}
