public import Execution
import Glibc
import Synchronization
import System

/// Shows on a terminal what runs now, below what has ended (`--live`).
///
/// Keys: `v` shows more hosts of each task, `h` the output of one host and then of the next, `q` ends the run after the
/// running tasks.
public final class LiveView: EventSink {
    private struct State {
        var model: LiveModel
        var choice = LiveFrame.Choice()
        var isEnded = false
        /// Something else asks the operator.
        var isPaused = false
        var keys: TerminalKeys?
    }

    private let display: Display
    private let screen = LiveScreen()
    private let isUnicode: Bool
    private let stop: RunStop
    private let state: Mutex<State>

    /// The view that has the terminal.
    private static let current = Mutex<LiveView?>(nil)

    /// Whether a run may be shown live: on a terminal that can be drawn on, and not for a machine that only collects it.
    public static func isPossible(_ environment: [String: String]) -> Bool {
        let isCI = environment["CI"].map { !["", "0", "false"].contains($0.lowercased()) } ?? false
        return isatty(STDOUT_FILENO) != 0 && !isCI && environment["TERM"] != "dumb"
    }

    /// - Parameter stop: is given where the operator ends the run.
    public init(display: Display, stop: RunStop, environment: [String: String]) {
        self.display = display
        self.stop = stop
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        isUnicode = locale.lowercased().replacing("-", with: "").contains("utf8")
        var state = State(model: LiveModel(start: Clock.monotonic))
        state.keys = TerminalKeys()
        state.choice.hasKeys = state.keys != nil
        self.state = Mutex(state)
    }

    /// Takes the terminal and draws from now on.
    public func begin() {
        Self.current.withLock { $0 = self }
        display.attach(screen)
        SystemThread.start { [self] in while !state.withLock({ $0.isEnded }) { tick() } }
    }

    public func receive(_ event: Event) {
        let now = Clock.monotonic
        state.withLock { $0.model.take(event, at: now) }
        if case .recap = event { end() }
    }

    /// Gives the terminal back. It may be told so more than once.
    public func end() {
        let keys = state.withLock { state in
            defer {
                state.isEnded = true
                state.keys = nil
            }
            return state.keys
        }
        keys?.restore()
        screen.pause()
        display.attach(nil)
        Self.current.withLock { $0 = nil }
    }

    /// Gives the terminal back where a view has it: the program ends.
    public static func endCurrent() { current.withLock { $0 }?.end() }

    /// Runs `body`, which asks the operator something, without the view in its way.
    public static func paused<Result, Failure: Error>(
        _ body: () async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        guard let view = current.withLock({ $0 }) else { return try await body() }
        view.pause()
        defer { view.resume() }
        return try await body()
    }

    /// The same for what only prints something.
    public static func aside(_ body: () -> Void) {
        let view = current.withLock { $0 }
        view?.screen.pause()
        body()
        if let view, view.state.withLock({ !$0.isEnded && !$0.isPaused }) { view.screen.resume() }
    }

    private func pause() {
        state.withLock { state in
            state.isPaused = true
            state.keys?.restore()
        }
        screen.pause()
    }

    private func resume() {
        let goesOn = state.withLock { state in
            state.isPaused = false
            state.keys?.take()
            return !state.isEnded
        }
        if goesOn { screen.resume() }
    }

    // MARK: Drawing

    /// Waits for a key, for the eighth part of a second at most, and draws.
    private func tick() {
        let keys = state.withLock { $0.isPaused ? nil : $0.keys }
        var mayComeAgain = keys != nil
        if keys?.wait(120) == true {
            mayComeAgain = state.withLock { state in
                guard !state.isPaused, let key = keys?.next() else { return false }
                press(key, &state)
                return true
            }
        }
        if !mayComeAgain { usleep(120_000) }
        let size = screen.size
        let now = Clock.monotonic
        let lines = state.withLock { state -> [StyledText]? in
            guard !state.isEnded else { return nil }
            var frame = LiveFrame(columns: size.columns, rows: size.rows)
            frame.isUnicode = isUnicode
            frame.choice = state.choice
            return state.model.running.isEmpty ? [] : frame.lines(of: state.model, now: now)
        }
        guard let lines else { return }
        screen.draw(
            lines.map { line in
                let shown = line.mapped { display.safe($0).onOneLine }.clipped(to: size.columns - 1)
                return (display.paint(shown), shown.plain.terminalWidth)
            })
    }

    private func press(_ key: UInt8, _ state: inout State) {
        switch key {
        case UInt8(ascii: "v"): state.choice.showsMore.toggle()
        case UInt8(ascii: "h"):
            let hosts = state.model.running.flatMap(\.hosts).map(\.name)
            let place = state.choice.host.flatMap { hosts.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
            state.choice.host = place < hosts.count ? hosts[place] : nil
        case UInt8(ascii: "q"):
            state.choice.isStopping = true
            stop.request(.operator)
        default: break
        }
    }
}

extension String {
    /// With blanks in the place of line breaks and tabs.
    fileprivate var onOneLine: String { String(map { $0.isNewline || $0 == "\t" ? " " : $0 }) }
}
