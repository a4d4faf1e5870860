import Configuration
public import Diagnostics
public import Execution
public import Playbook
import Synchronization
import Values

/// Callbacks written in Python: those of `callback_plugins` directories that need no enabling, the enabled ones, and
/// the output itself where one of them is to give it.
public final class PythonCallbacks: EventSink {
    private let interpreter: PythonInterpreter
    private let display: Display
    /// Whether one of them gives the output.
    private let isOutput: Bool
    private let isSilent: Bool
    /// Answers what callbacks ask, from the first play on.
    private let inquiry = Mutex<(any RunInquiry)?>(nil)
    /// The names of those that stand in files, whether they run or not.
    public let names: Set<String>

    /// What of the configuration decides which of them run.
    public struct Selection: Sendable {
        /// The output, where it is none of the native ones.
        public var output: String?
        public var enabled: [String]
        /// Whether others than the output may run.
        public var runsOthers: Bool

        public init(output: String?, enabled: [String], runsOthers: Bool = true) {
            self.output = output
            self.enabled = enabled
            self.runsOthers = runsOthers
        }
    }

    /// Loads the callbacks; throws where the one that is to give the output cannot be.
    public init(
        _ selection: Selection, isCheckMode: Bool, plugins: PluginPaths, display: Display,
        environment: [String: String]
    ) throws(Diagnostic) {
        self.display = display
        interpreter = PythonInterpreter(plugins, environment: environment)
        isOutput = selection.output != nil
        let output = selection.output.flatMap { name in
            Self.find(name, plugins).map { Self.entry($0.name, $0.path, isEnabled: true) }
        }
        var others: [Value] = []
        var names: Set<String> = []
        if selection.runsOthers {
            for (name, path) in plugins.plugins(.callback) {
                others.append(Self.entry(name, path, isEnabled: selection.enabled.contains(name)))
                names.insert(name)
            }
            for name in selection.enabled where !names.contains(name) && !EnabledRecords.isNative(name) {
                guard let found = Self.find(name, plugins) else { continue }
                others.append(Self.entry(found.name, found.path, isEnabled: true))
                names.insert(name)
            }
        }
        self.names = names
        if let name = selection.output, output == nil { throw Self.unknown(name) }
        guard output != nil || !others.isEmpty else {
            isSilent = true
            return
        }
        let request: Dict = [
            "do": "load_callbacks", "stdout": output ?? .none, "others": .list(others),
            "verbosity": .int(display.verbosity), "columns": .int(display.columns),
            "forks": .int(display.configuration.int("DEFAULT_FORKS") ?? 5),
            "check": .bool(isCheckMode), "arguments": .list(CommandLine.arguments.map { .string($0) }),
            "colors": display.colours.map { codes in
                .dict(Dict(uniqueKeysWithValues: codes.map { (.string($0), .string($1)) }))
            } ?? .none,
        ]
        let answer: Dict
        do throws(ValueError) { answer = try interpreter.ask(request) } catch {
            guard output == nil else { throw Diagnostic(error.message) }
            // Nothing that a run needs.
            isSilent = true
            display.show(Diagnostic(error.message, severity: .warning))
            return
        }
        isSilent = answer["count"] == .int(0)
        show(answer)
        if let name = selection.output, answer["isWithoutOutput"] != nil { throw Self.unknown(name) }
    }

    /// Where ansible-core's own callbacks have moved to.
    private static let homes = ["ansible.posix", "community.general"]

    /// A callback by its name; a short one may have moved to a collection.
    private static func find(_ name: String, _ plugins: PluginPaths) -> (name: String, path: String)? {
        let candidates = [name] + (name.contains(".") ? [] : homes.map { "\($0).\(name)" })
        return candidates.lazy.compactMap { name in plugins.plugin(name, .callback).map { (name, $0) } }.first
    }

    private static func unknown(_ name: String) -> Diagnostic {
        Diagnostic("Could not load '\(name)' callback plugin.")
    }

    private static func entry(_ name: String, _ path: String, isEnabled: Bool) -> Value {
        [
            "name": .string(name), "path": .string(path), "module": .string(PluginModuleName.of(name, .callback)),
            "enabled": .bool(isEnabled),
        ]
    }

    public var wantsDetails: Bool { !isSilent }

    public func receive(_ event: Event) {
        if case .playStarted(let play) = event { inquiry.withLock { $0 = play.inquiry } }
        if isOutput {
            switch event {
            case .diagnostic(let diagnostic): display.show(diagnostic)
            case .verbose(let verbosity, let text, let host): display.remark(text, verbosity: verbosity, about: host)
            default: break
            }
        }
        guard !isSilent, let call = CallbackCall(event) else { return }
        do throws(ValueError) {
            show(
                try interpreter.ask(
                    [
                        "do": "event", "method": .string(call.method), "arguments": .list(call.arguments),
                        "named": .dict(call.named),
                    ], answering: inquiry.withLock { $0 }))
        } catch {
            display.show(Diagnostic(error.message, severity: .warning))
        }
    }

    /// Prints what callbacks have printed.
    private func show(_ answer: Dict) {
        for line in answer["output"]?.sequence ?? [] {
            guard let parts = line.sequence, parts.count == 5 else { continue }
            let stream: Display.Stream = parts[2] == true ? .error : .output
            if parts[3] == true { display.pass(parts[1].text ?? "", to: stream) }
            if parts[4] == true { display.show(parts[0].text ?? "", screen: false) }
        }
    }
}
