import Playbook
import System
import Values

/// One keyword in a ``TaskFingerprint``: its name, and what is written where it is set.
struct FingerprintPart<Root>: Sendable {
    typealias Path<Part> = any KeyPath<Root, Part> & Sendable

    let name: String
    private let value: @Sendable (Root) -> Value?

    private init(_ name: String, value: @escaping @Sendable (Root) -> Value?) {
        self.name = name
        self.value = value
    }

    private init(_ name: String, _ path: Path<Value?>) { self.init(name) { $0[keyPath: path] } }

    private init(_ name: String, _ path: Path<[Value]>) {
        self.init(name) { $0[keyPath: path].isEmpty ? nil : .list($0[keyPath: path]) }
    }

    static func write(_ parts: [FingerprintPart], of root: Root, _ writer: inout ByteWriter) {
        for part in parts {
            guard let value = part.value(root) else { continue }
            writer.text(part.name)
            TaskFingerprint.write(value, &writer)
        }
    }
}

extension FingerprintPart<Attributes> {
    /// What a task inherits.
    static let ofAttributes: [Self] = [
        Self("connection", \.connection), Self("port", \.port), Self("remoteUser", \.remoteUser),
        Self("become", \.become), Self("becomeMethod", \.becomeMethod), Self("becomeUser", \.becomeUser),
        Self("becomeFlags", \.becomeFlags), Self("becomeExe", \.becomeExe), Self("environment", \.environment),
        Self("moduleDefaults") { $0.moduleDefaults.isEmpty ? nil : .list($0.moduleDefaults.map { .dict($0) }) },
        Self("noLog", \.noLog), Self("runOnce", \.runOnce), Self("ignoreErrors", \.ignoreErrors),
        Self("ignoreUnreachable", \.ignoreUnreachable), Self("unreachableRetries", \.unreachableRetries),
        Self("unreachableDelay", \.unreachableDelay), Self("checkMode", \.checkMode), Self("diff", \.diff),
        Self("anyErrorsFatal", \.anyErrorsFatal), Self("throttle", \.throttle), Self("timeout", \.timeout),
        Self("debugger", \.debugger), Self("when", \.when), Self("tags", \.tags),
        Self("collections") { $0.collections.map { .list($0.map { .string($0) }) } }, Self("notify", \.notify),
        Self("delegateTo", \.delegateTo), Self("delegateFacts", \.delegateFacts),
    ]
}

extension FingerprintPart<TaskKeywords> {
    /// What is a task's own.
    static let ofTasks: [Self] = [
        Self("loop") { keywords in
            switch keywords.loop {
            case .items(let items, _): items
            case .lookup(let name, let terms): .dict([.string("with_\(name)"): terms])
            case nil: nil
            }
        },
        Self("register") { $0.register.map { .string($0) } }, Self("changedWhen", \.changedWhen),
        Self("failedWhen", \.failedWhen), Self("until", \.until), Self("retries", \.retries), Self("delay", \.delay),
        Self("async", \.async), Self("poll", \.poll),
        Self("listen") { $0.listen.isEmpty ? nil : .list($0.listen.map { .string($0) }) },
    ]
}

extension FingerprintPart<LoopControl> {
    /// How a task repeats.
    static let ofLoops: [Self] = [
        Self("loopVar", \.loopVar), Self("indexVar", \.indexVar), Self("label", \.label), Self("pause", \.pause),
        Self("extended", \.extended), Self("extendedAllItems", \.extendedAllItems), Self("breakWhen", \.breakWhen),
    ]
}
