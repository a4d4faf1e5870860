import Execution

/// What runs at a moment, as the live view shows it: a pure account of the events so far.
struct LiveModel {
    /// A task that runs on some hosts. Hosts that go at their own pace share it while they are at it together.
    struct Running {
        var name: String
        var isHandler: Bool
        /// When its first host began, in seconds.
        var start: Double
        /// In the order in which they began: the first is the slowest.
        var hosts: [Host] = []
        var counts = Counts()
    }

    /// A host that is at a task.
    struct Host {
        var name: String
        var start: Double
        /// The last lines that its programs printed.
        var lines: [String] = []
        var retriesLeft: Int?
    }

    /// How hosts have ended a task.
    struct Counts: Equatable {
        var ok = 0, changed = 0, failed = 0, skipped = 0, unreachable = 0
    }

    /// Lines that are kept of each host.
    private static let keptLines = 12
    private static let lineLimit = 400

    private(set) var play = ""
    /// How many hosts go through the play together.
    private(set) var batch = 0
    /// Tasks of the play that have begun, and those that are known.
    private(set) var begun = 0
    private(set) var known = 0
    private(set) var running: [Running] = []
    private(set) var unreachable: [String] = []
    private(set) var failed: Set<String> = []
    let start: Double

    private var places: [Key] = []
    private struct Key: Equatable {
        var name: String, path: String?, kind: TaskStart.Kind
    }
    private var begunTasks: Set<String> = []

    init(start: Double) { self.start = start }

    mutating func take(_ event: Event, at now: Double) {
        switch event {
        case .playStarted(let start):
            (play, begun, known) = (start.name, 0, 0)
            begunTasks = []
        case .batchStarted(let start): (batch, known, begun) = (start.hosts.count, start.tasks, 0)
        case .taskStarted(let task): begin(task)
        case .hostStarted(let host, let task):
            let place = self.place(of: task, at: now)
            running[place].hosts.append(Host(name: host, start: now))
        case .output(let output): take(output, at: now)
        case .retrying(let report, let left):
            change(report.host, in: report.task, at: now) { $0.retriesLeft = left }
        case .finished(let report): finish(report, at: now)
        default: break
        }
    }

    private mutating func begin(_ task: TaskStart) {
        known = max(known, task.known)
        guard task.kind == .task else { return }
        // A task that hosts come to one after the other counts once.
        if begunTasks.insert("\(task.name)\n\(task.path ?? "")").inserted || batch < 2 { begun += 1 }
        known = max(known, begun)
    }

    private mutating func place(of task: TaskStart, at now: Double) -> Int {
        let key = Key(name: task.name, path: task.path, kind: task.kind)
        if let place = places.firstIndex(of: key) { return place }
        places.append(key)
        running.append(Running(name: task.name, isHandler: task.kind == .handler, start: now))
        return running.count - 1
    }

    private mutating func change(_ host: String, in task: TaskStart, at now: Double, _ body: (inout Host) -> Void) {
        let key = Key(name: task.name, path: task.path, kind: task.kind)
        for place in running.indices where places[place] == key || task.ownName == task.name {
            guard let index = running[place].hosts.firstIndex(where: { $0.name == host }) else { continue }
            return body(&running[place].hosts[index])
        }
    }

    private mutating func take(_ output: ProgramOutput, at now: Double) {
        change(output.host, in: output.task, at: now) { host in
            let lines = output.text.split(whereSeparator: { $0 == "\n" || $0 == "\r" || $0 == "\r\n" })
            host.lines += lines.suffix(Self.keptLines).map { String($0.prefix(Self.lineLimit)) }
            host.lines.removeFirst(max(0, host.lines.count - Self.keptLines))
        }
    }

    private mutating func finish(_ report: TaskReport, at now: Double) {
        if report.status == .unreachable, !report.isIgnored { unreachable.append(report.host) }
        if report.status == .failed, !report.isIgnored { failed.insert(report.host) }
        let key = Key(name: report.task.name, path: report.task.path, kind: report.task.kind)
        guard let place = places.firstIndex(of: key) else { return }
        switch report.status {
        case .ok: running[place].counts.ok += 1
        case .changed: running[place].counts.changed += 1
        case .failed: running[place].counts.failed += 1
        case .skipped: running[place].counts.skipped += 1
        case .unreachable: running[place].counts.unreachable += 1
        }
        running[place].hosts.removeAll { $0.name == report.host }
        if running[place].hosts.isEmpty {
            running.remove(at: place)
            places.remove(at: place)
        }
    }
}
