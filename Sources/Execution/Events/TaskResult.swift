public import Values

/// What a task, or one item of its loop, gave: the values that are registered, and what the engine knows beside them.
///
/// Outputs never see it: a ``TaskReport`` holds what may be shown of it.
public struct TaskResult: Sendable {
    /// Who made the result, which decides how its error is introduced.
    public enum Origin: Sendable {
        /// A module where the task's action is one, else the action.
        case task
        case module, action
        /// `changed_when` or `failed_when` decided.
        case condition
    }

    /// How much verbosity it takes to show the result of a host that did not fail.
    public enum Detail: Sendable {
        /// `-v`.
        case normal
        /// It is shown always, as that of `debug`.
        case always
        /// It is never shown, as facts are not.
        case never
    }

    /// As they are registered, without any internal key.
    public var values: Dict
    public var origin = Origin.task
    /// Python's traceback of a module's failure, where `display_traceback` asks for it.
    var traceback: String?
    /// Whether no output may show it: `no_log`, or content that was vaulted.
    public var isSecret = false
    /// Whether it is the result of `debug`, of which only the message is shown.
    public var isDebug = false
    public var detail = Detail.normal
    /// Whether its facts go to the fact cache (`cacheable` of `set_fact`).
    public var keepsFacts = false
    /// The reason of a failure where `msg` says something else.
    public var cause: String?
    /// The error behind the module's message.
    public var reason: String?
    /// What to do about a failure.
    public var help: String?
    /// Those of ``values`` that authors wrote something of, marked, by their names.
    public var marks: Dict = [:]
    /// What a secret result was made of and its errors may quote.
    public var secrets: [Value] = []
    /// What of that stands in the playbook as it is, so that the source around an error shows it.
    public var written: [Value] = []
    /// Whether its errors may quote more than ``secrets``, as those of templates do.
    public var mayQuoteMore = false
    /// The results of a loop's items.
    public var items: [TaskResult] = []

    public init(_ values: Dict) { self.values = values }

    /// The answer of a plugin, with what its internal keys say.
    init(answer: Dict) {
        self.init(answer)
        func flag(_ key: Value) -> Bool { values.removeValue(forKey: key)?.truth == true }
        isSecret = flag("_ansible_no_log")
        keepsFacts = flag("_ansible_facts_cacheable")
        let (always, never) = (flag("_ansible_verbose_always"), flag("_ansible_verbose_override"))
        detail = never ? .never : always ? .always : .normal
        cause = values.removeValue(forKey: "_swiftplay_cause")?.text
        reason = values.removeValue(forKey: "_ansible_cause")?.text
    }

    public subscript(key: Value) -> Value? {
        get { values[key] }
        set { values[key] = newValue }
    }

    /// Whether the value of `key` counts as true, by Ansible's words.
    func flag(_ key: Value) -> Bool { ResultShape.flag(values, key) }

    /// The values without the mark among its facts that says that they were gathered.
    var plain: Dict {
        guard var facts = values["ansible_facts"]?.mapping, facts.removeValue(forKey: FactStore.gatheredMark) != nil
        else { return values }
        var plain = values
        plain["ansible_facts"] = facts.boxed
        return plain
    }

    /// As `register` keeps it: without its own invocation. Those of a loop's items stay.
    var registered: Dict {
        var kept = plain
        kept["invocation"] = nil
        return kept
    }

    /// The same as a value.
    var registeredValue: Value { registered.boxed }

    /// The result as it is registered with the marks of its authors; nil where they wrote nothing of it.
    var registeredMarks: Value? {
        guard !marks.isEmpty || items.contains(where: { !$0.marks.isEmpty }) else { return nil }
        var kept = registered.merging(marks) { $1 }
        if items.contains(where: { !$0.marks.isEmpty }) {
            let results = items.map { item in
                Value.dict(ValueDict(item.plain.merging(item.marks) { $1 }, mayHoldTemplates: true))
            }
            kept["results"] = .list(ValueList(results, mayHoldTemplates: true))
        }
        return .dict(ValueDict(kept, mayHoldTemplates: true))
    }

    /// Makes `items` the results of the loop.
    mutating func setItems(_ items: [TaskResult]) {
        self.items = items
        let results = items.map(\.plain.boxed)
        values["results"] = .list(ValueList(results, mayHoldTemplates: results.contains { $0.mayHoldTemplates }))
    }
}

extension TaskResult: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (Value, Value)...) {
        self.init(Dict(elements) { $1 })
    }
}
