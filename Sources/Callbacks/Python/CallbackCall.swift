import Diagnostics
import Execution
import Values

/// What an event is to callbacks written in Python: a method and its arguments, each a dictionary that says of which
/// kind the object is that stands for it.
struct CallbackCall {
    var method: String
    var arguments: [Value]
    var named: Dict = [:]

    /// Nil for what callbacks are not told.
    init?(_ event: Event) {
        switch event {
        case .playbookStarted(let path, let plays):
            let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
            self.init(
                "on_start",
                [
                    [
                        "kind": "playbook", "path": .string(path), "directory": .string(directory),
                        "plays": .list(plays.map { .string($0) }),
                    ]
                ])
        case .playStarted(let play):
            let fields: Dict = [
                "kind": "play", "name": .string(play.name), "path": play.path.map { .string($0) } ?? .none,
            ]
            self.init("on_play_start", [.dict(fields.merging(play.keywords) { own, _ in own })])
        case .taskStarted(let task) where task.kind == .handler:
            self.init("on_handler_task_start", [Self.object(task)])
        case .taskStarted(let task):
            self.init("on_task_start", [Self.object(task)], ["is_conditional": false])
        case .implicitTaskStarted(let task):
            self.init("on_task_start", [Self.object(task, isImplicit: true)], ["is_conditional": false])
        case .prompted(let entry):
            let names = [
                "varname", "private", "prompt", "encrypt", "confirm", "salt_size", "salt", "default", "unsafe",
            ]
            let values = names.map { entry[.string($0)] ?? Value.none }
            self.init("on_vars_prompt", values.map { ["kind": "value", "value": $0] })
        case .notified(let handler, let host):
            self.init("on_notify", [["kind": "handler", "name": .string(handler)], Self.host(host)])
        case .noHostsMatched: self.init("on_no_hosts_matched", [])
        case .noHostsRemaining: self.init("on_no_hosts_remaining", [])
        case .recap(let recap): self.init("on_stats", [Self.object(recap)])
        case .included(let file, let hosts, let label, let inclusion):
            var vars = inclusion.variables
            vars["_ansible_item_label"] = label
            self.init(
                "on_include",
                [
                    [
                        "kind": "include", "path": .string(file), "hosts": .list(hosts.map { .string($0) }),
                        "vars": .dict(vars), "task": Self.object(inclusion.task),
                    ]
                ])
        case .hostStarted(let host, let task):
            self.init(method: "v2_runner_on_start", arguments: [Self.host(host), Self.object(task)])
        case .itemFinished(let report): self.init(method: "v2_runner_item_on_\(report.itemWord)", report)
        case .finished(let report) where report.status == .failed:
            self.init(method: "v2_runner_on_failed", report, ["ignore_errors": .bool(report.isIgnored)])
        case .finished(let report): self.init(method: "v2_runner_on_\(report.word)", report)
        case .retrying(let report, let left): self.init(method: "v2_runner_retry", report, left: left)
        case .asyncPolled(let report): self.init(method: "v2_runner_on_async_poll", report)
        case .asyncFinished(let report):
            self.init(method: "v2_runner_on_async_\(report.status == .failed ? "failed" : "ok")", report)
        case .diff(let report): self.init(method: "v2_on_file_diff", report)
        case .banner, .batchStarted, .output, .diagnostic, .verbose: return nil
        }
    }

    private init(_ method: String, _ arguments: [Value], _ named: Dict = [:]) {
        self.init(method: "v2_playbook_" + method, arguments: arguments, named: named)
    }

    private init(method: String, _ report: TaskReport, _ named: Dict = [:], left: Int? = nil) {
        self.init(method: method, arguments: [Self.object(report, left: left)], named: named)
    }

    private init(method: String, arguments: [Value], named: Dict = [:]) {
        self.method = method
        self.arguments = arguments
        self.named = named
    }

    // MARK: Objects

    private static func host(_ name: String) -> Value { ["kind": "host", "name": .string(name)] }

    private static func object(_ task: TaskStart, isImplicit: Bool = false) -> Value {
        let role = task.role.map { "\($0) : " } ?? ""
        let plain = task.name.hasPrefix(role) ? String(task.name.dropFirst(role.count)) : task.name
        let fields: Dict = [
            "kind": "task", "_uuid": .string(String(task.id)), "name": .string(task.ownName),
            "title": .string(task.name), "plain_title": .string(plain), "args": .dict(task.arguments),
            "path": task.path.map { .string($0) } ?? .none, "implicit": .bool(isImplicit),
            "no_log": .bool(task.isSecret), "check_mode": .bool(task.isCheckMode), "isInclude": .bool(task.isInclude),
        ]
        return .dict(fields.merging(task.keywords) { own, _ in own })
    }

    private static func object(_ report: TaskReport, left: Int?) -> Value {
        var result = report.result
        if report.isSecret || !report.hasItems { result["_ansible_no_log"] = .bool(report.isSecret) }
        switch report.detail {
        case .normal: break
        case .always: result["_ansible_verbose_always"] = true
        case .never: result["_ansible_verbose_override"] = true
        }
        result["failed"] = nil
        result["skipped"] = nil
        result["_ansible_item_label"] = report.itemLabel
        if let left { result["retries"] = result["retries"] ?? .int(left) }
        if let delegate = report.delegate {
            result["_ansible_delegated_vars"] = ["ansible_host": .string(delegate.address)]
        }
        let warnings = report.warnings.filter { $0.severity == .warning }
        let deprecations = report.warnings.filter { $0.severity == .deprecation }
        result["warnings"] = warnings.isEmpty ? nil : .list(warnings.map { .string($0.description) })
        result["deprecations"] = deprecations.isEmpty ? nil : .list(deprecations.map { .string($0.description) })
        result["exception"] = report.error.map { .string($0.description) }
        return [
            "kind": "result", "host": .string(report.host), "task": object(report.task), "result": .dict(result),
            "delegate": report.delegate.map { .string($0.name) } ?? .none,
            "fields": ["name": .string(report.task.ownName), "ignore_errors": report.isIgnored ? true : .none],
        ]
    }

    private static func object(_ recap: Recap) -> Value {
        var hosts: Dict = [:]
        for (host, counts) in recap.hosts.sorted(by: { $0.key < $1.key }) {
            hosts[.string(host)] = [
                "ok": .int(counts.ok), "failures": .int(counts.failed), "dark": .int(counts.unreachable),
                "changed": .int(counts.changed), "skipped": .int(counts.skipped), "rescued": .int(counts.rescued),
                "ignored": .int(counts.ignored),
            ]
        }
        var custom: Dict = [:]
        for (host, stats) in recap.custom { custom[.string(host)] = .dict(stats) }
        if !recap.customOfRun.isEmpty { custom["_run"] = .dict(recap.customOfRun) }
        return ["kind": "stats", "hosts": .dict(hosts), "custom": .dict(custom)]
    }
}

extension TaskReport {
    fileprivate var word: String {
        switch status {
        case .ok, .changed: "ok"
        case .failed: "failed"
        case .skipped: "skipped"
        case .unreachable: "unreachable"
        }
    }

    /// Items know no word for hosts that cannot be reached.
    fileprivate var itemWord: String { status == .unreachable ? "failed" : word }
}
