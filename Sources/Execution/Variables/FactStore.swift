import Synchronization
import Templating
import Values

/// What has been learned about hosts while running: facts, registered results, set facts, included variables.
final class FactStore: Sendable {
    struct HostFacts: Sendable {
        /// As `ansible_facts` shows them: without the `ansible_` prefix.
        var facts: Dict = [:]
        /// `ansible_facts` and, where facts are injected, `ansible_…` of each.
        var factLayer = HostFacts.none
        /// What `include_vars` has read.
        var included = ValueDict([:])
        /// Variables in ``included`` that stand there together with what others than authors wrote.
        fileprivate var includedMarks: Dict = [:]
        /// `set_fact` and `register`.
        var set = ValueDict([:])
        /// Variables in ``set`` that authors wrote something of.
        fileprivate var setMarks: Dict = [:]
        var isGathered = false
        /// As modules gave them, for the cache.
        fileprivate var raw: Dict = [:]

        /// `include_vars`, and above it `set_fact` and `register`.
        var layers: [any VariableLayer] {
            [
                DictLayer(included, isTrusted: true, marked: includedMarks), DictLayer(set, marked: setMarks),
            ]
        }

        static let none = ValueDict(["ansible_facts": [:]])
    }

    /// The fact that says that facts were gathered.
    static let gatheredMark: Value = "_ansible_facts_gathered"

    /// Something that was learned of a host.
    enum Change: Sendable {
        case added(Dict, host: String)
        case set(Dict, marked: Dict, host: String)
        case included(Dict, marked: Dict, host: String)
        case cleared(host: String)
    }

    private let hosts = Mutex<[String: HostFacts]>([:])
    /// What was learned since changes are written down; nil where they are not.
    private let log = Mutex<[Change]?>(nil)
    private let injectsFacts: Bool
    private let cache: (any FactCaching)?

    init(injectsFacts: Bool, cache: (any FactCaching)?) {
        self.injectsFacts = injectsFacts
        self.cache = cache
    }

    /// What is known of a host of which nothing was learned. Where facts are no variables, `ansible_local` is one all the
    /// same, and empty.
    private var unknown: HostFacts {
        var facts = HostFacts()
        if !injectsFacts { facts.factLayer = ValueDict(["ansible_facts": [:], "ansible_local": [:]]) }
        return facts
    }

    func facts(of host: String) -> HostFacts {
        if let known = hosts.withLock({ $0[host] }) { return known }
        guard cache != nil else { return unknown }
        change(host) { _ in }
        return hosts.withLock { $0[host] } ?? unknown
    }

    // MARK: Branches

    /// A store that begins with what is known here and learns by itself. It reads the cache and writes nothing there.
    func branch() -> FactStore {
        let branch = FactStore(injectsFacts: injectsFacts, cache: cache.map(ReadOnlyFactCache.init))
        let known = hosts.withLock { $0 }
        branch.hosts.withLock { $0 = known }
        return branch
    }

    /// Writes down what is learned from now on.
    func beginChanges() { log.withLock { $0 = [] } }

    /// What was learned since ``beginChanges()``, in order.
    var changes: [Change] { log.withLock { $0 ?? [] } }

    /// Learns what a branch has learned.
    func apply(_ changes: [Change]) {
        for change in changes {
            switch change {
            case .added(let facts, let host): addFacts(facts, to: host)
            case .set(let values, let marked, let host): set(values, marked: marked, on: host)
            case .included(let values, let marked, let host): include(values, marked: marked, on: host)
            case .cleared(let host): clearFacts(of: host)
            }
        }
    }

    private func note(_ change: @autoclosure () -> Change) { log.withLock { $0?.append(change()) } }

    // MARK: Learning

    /// Adds facts as modules return them, with or without the `ansible_` prefix.
    func addFacts(_ facts: Dict, to host: String) {
        note(.added(facts, host: host))
        change(host) { entry in
            add(facts, to: &entry)
            cache?.store(entry.raw, of: host)
        }
    }

    private func add(_ facts: Dict, to entry: inout HostFacts) {
        for (key, value) in facts { entry.facts[Self.bare(key)] = value }
        entry.factLayer = ValueDict(layer(entry.facts, raw: facts, old: entry.factLayer.items))
        if facts[Self.gatheredMark] != nil { entry.isGathered = true }
        if cache != nil { entry.raw.merge(facts) { $1 } }
    }

    /// `set_fact` and `register`: stronger than play and role variables.
    ///
    /// - Parameter marked: those of `values` that authors wrote something of, marked.
    func set(_ values: Dict, marked: Dict = [:], on host: String) {
        note(.set(values, marked: marked, host: host))
        change(host) {
            $0.set = ValueDict($0.set.items.merging(values) { $1 })
            for name in values.keys { $0.setMarks[name] = marked[name] }
        }
    }

    /// - Parameter marked: those of `values` that others than authors wrote something of, marked.
    func include(_ values: Dict, marked: Dict, on host: String) {
        note(.included(values, marked: marked, host: host))
        change(host) {
            $0.included = ValueDict($0.included.items.merging(values) { $1 }, mayHoldTemplates: true)
            for name in values.keys { $0.includedMarks[name] = marked[name] }
        }
    }

    /// `meta: clear_facts`: gathered facts go, set ones stay.
    func clearFacts(of host: String) {
        note(.cleared(host: host))
        change(host) {
            $0.facts = [:]
            $0.factLayer = unknown.factLayer
            $0.isGathered = false
            $0.raw = [:]
            cache?.forget(host)
        }
    }

    /// What templates see of new facts besides those in `known` (the content of `ansible_facts`).
    static func variables(_ facts: Dict, over known: Dict, injected: Bool) -> Dict {
        var all = known
        for (key, value) in facts { all[bare(key)] = value }
        var variables: Dict = injected ? facts.filter { !FactNames.isRestricted($0.key) } : [:]
        variables["ansible_facts"] = .dict(all)
        return variables
    }

    private func change(_ host: String, _ body: (inout HostFacts) -> Void) {
        hosts.withLock { hosts in
            var entry = hosts[host] ?? unknown
            if hosts[host] == nil, let kept = cache?.facts(of: host) { add(kept, to: &entry) }
            body(&entry)
            hosts[host] = entry
        }
    }

    private func layer(_ facts: Dict, raw: Dict, old: Dict) -> Dict {
        var layer = old
        layer["ansible_facts"] = .dict(facts)
        if injectsFacts {
            for (key, value) in raw where !FactNames.isRestricted(key) { layer[key] = value }
        } else if let local = raw["ansible_local"] {
            layer["ansible_local"] = local
        }
        return layer
    }

    private static func bare(_ key: Value) -> Value {
        guard let text = key.text, text.hasPrefix("ansible_"), text != "ansible_local" else { return key }
        return .string(String(text.dropFirst(8)))
    }
}

/// A cache from which a branch reads what it does not know.
private struct ReadOnlyFactCache: FactCaching {
    let cache: any FactCaching

    func facts(of host: String) -> Dict? { cache.facts(of: host) }
    func store(_ facts: Dict, of host: String) {}
    func forget(_ host: String) {}
}
