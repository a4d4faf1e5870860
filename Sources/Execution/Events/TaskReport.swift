public import Diagnostics
public import Values

/// How a task, or one item of its loop, ended on one host, as outputs may show it.
///
/// It is made of a ``TaskResult``, and only here does it come out what of a secret one may be shown: whatever an output
/// does with a report, it cannot show what `no_log` hides.
public struct TaskReport: Sendable {
    public enum Status: Sendable { case ok, changed, failed, skipped, unreachable }

    /// What stands for the item of a loop that is secret.
    public static let secretItem: Value = "(censored due to no_log)"

    public let host: String
    public internal(set) var task: TaskStart
    public let status: Status
    /// The failure does not count: `ignore_errors` or `ignore_unreachable`.
    public let isIgnored: Bool
    private let whole: TaskResult
    /// Whether the result is hidden.
    public let isSecret: Bool
    /// Whether it is the result of `debug`.
    public let isDebug: Bool
    /// At what verbosity the result is shown.
    public let detail: TaskResult.Detail
    /// Where it was delegated to: the inventory name and the address it has.
    public let delegate: (name: String, address: String)?
    /// What stands for the item in the output; nil outside a loop.
    public internal(set) var itemLabel: Value?
    public internal(set) var error: Diagnostic?
    public internal(set) var warnings: [Diagnostic]
    /// When it ran and where the time went; nil for the items of loops and for what is told while a task runs.
    public let timing: TaskTiming?
    /// Whether it was done before the run was resumed, and not again.
    public internal(set) var isReplayed = false
    /// The secrets of the run, which the result may hold.
    var mask: SecretMask?

    public init(
        host: String, task: TaskStart, status: Status, isIgnored: Bool = false, result: TaskResult,
        delegate: (name: String, address: String)? = nil, itemLabel: Value? = nil, error: Diagnostic? = nil,
        warnings: [Diagnostic] = [], timing: TaskTiming? = nil
    ) {
        self.timing = timing
        self.host = host
        self.task = task
        self.status = status
        self.isIgnored = isIgnored
        self.delegate = delegate
        isDebug = result.isDebug || task.action == "ansible.builtin.debug"
        isSecret = result.isSecret
        whole = result
        guard result.isSecret else {
            detail = result.detail
            self.itemLabel = itemLabel
            self.error = error
            self.warnings = warnings
            return
        }
        detail = result.detail == .never ? .never : .normal
        self.itemLabel = itemLabel == nil ? nil : Self.secretItem
        guard error != nil || !warnings.isEmpty else {
            self.error = nil
            self.warnings = []
            return
        }
        guard let secrets = result.texts(of: task) else {
            self.error = error.map(Self.censored)
            self.warnings = warnings.map(Self.censored)
            return
        }
        self.error = error.map { secrets.hidden(in: $0, keepingCauses: !result.mayQuoteMore) }
        self.warnings = warnings.map { secrets.hidden(in: $0, keepingCauses: true) }
    }

    /// What is said of a secret result too large for its texts to be looked for: when in doubt, all of it is secret.
    private static func censored(_ diagnostic: Diagnostic) -> Diagnostic {
        let note = Diagnostic.Note("(censored due to no_log)")
        var shown = diagnostic
        if diagnostic.causes.isEmpty { shown.message = note.message } else { shown.causes = [note] }
        shown.notes = []
        shown.help = nil
        return shown
    }

    /// What may be shown of the result, without internal keys. Of a secret one that is the counts of its attempts, whether
    /// it changed something, and that it is hidden.
    public var result: Dict { mask?.hidden(in: whole.shown) ?? whole.shown }

    /// One value of what may be shown.
    public subscript(key: Value) -> Value? {
        if whole.isSecret || whole.items.contains(where: \.isSecret) { return result[key] }
        return whole.values[key].map { mask?.hidden(in: $0) ?? $0 }
    }

    /// Whether the results of a loop's items are in it.
    public var hasItems: Bool { task.hasLoop && whole.values["results"] != nil }

    /// The host, and where it delegates to another one that one too: `web1 -> db1(10.0.0.5)`.
    public var hostLabel: String {
        guard let delegate, delegate.name != host else { return host }
        let address = delegate.address == delegate.name ? "" : "(\(delegate.address))"
        return "\(host) -> \(delegate.name)\(address)"
    }
}

extension TaskResult {
    /// What outputs may show: all of it but internal keys, or of a secret result what says nothing.
    fileprivate var shown: Dict {
        guard isSecret else {
            let plain = values.withoutInternalKeys
            return items.contains(where: \.isSecret) ? plain.merging(["results": shownItems]) { $1 } : plain
        }
        var shown: Dict = [:]
        for key: Value in ["attempts", "changed", "retries"] { shown[key] = values[key] }
        shown["censored"] =
            "the output has been hidden due to the fact that 'no_log: true' was specified for this result"
        // Outputs know a loop by its results.
        if values["results"] != nil { shown["results"] = shownItems }
        return shown
    }

    private var shownItems: Value { .list(items.map { .dict($0.shown) }) }

    /// The texts that the result and what it was made of hold, which its errors may quote.
    ///
    /// What the playbook says as it is, its path included, is no secret.
    ///
    /// - Returns: nil where they are too large to be looked for.
    fileprivate func texts(of task: TaskStart) -> SecretTexts? {
        if Value.list([.dict(values)] + secrets).holdsText(beyond: Self.largestSearched) { return nil }
        let written = ([.string(task.path ?? "")] + self.written).map(SecretTexts.lines).joined(separator: "\n")
        var texts = SecretTexts()
        for (key, value) in values where !Self.told.contains(key) { texts.insertWords(of: value, unlessIn: written) }
        for value in secrets { texts.insertWords(of: value, unlessIn: written) }
        return texts
    }

    /// Bytes of texts.
    private static let largestSearched = 64 << 10

    /// What a result says of itself.
    private static let told: Set<Value> = ["msg", "exception", "warnings", "deprecations", "invocation", "results"]
}

extension SecretTexts {
    /// `diagnostic` without these texts, in the source that it shows too.
    ///
    /// - Parameter keepingCauses: whether what led to it is shown. It is not where it may quote anything.
    fileprivate func hidden(in diagnostic: Diagnostic, keepingCauses: Bool) -> Diagnostic {
        var shown = diagnostic
        if !keepingCauses, !diagnostic.isUndefined, diagnostic.causes.count > 1 {
            shown.causes = diagnostic.causes.prefix(1) + [Diagnostic.Note("(censored due to no_log)")]
            shown.notes = []
        }
        return shown.shown(through: { hidden(in: $0) })
    }
}
