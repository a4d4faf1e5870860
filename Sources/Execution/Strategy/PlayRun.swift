import Configuration
import Diagnostics
import Inventory
import Playbook
import Templating
import Values

/// One batch of a play: the hosts' walks and everything that results do to them.
///
/// The strategy decides who runs what next; this keeps the books.
final class PlayRun {
    let run: RunContext
    let state: PlayState
    let tally: RunTally
    let setup: Task
    var walks: [String: HostWalk] = [:]
    /// Hosts in the order of the batch.
    let hosts: [String]
    /// The play's handlers as they stand together, those of included roles added as they come.
    var handlerGroups: [[Task]]
    /// Every task that the play can run, in program order, for strategies that keep hosts in step.
    var program: [Task] { didSet { ownTasks = Self.count(program) } }
    /// How many tasks of the program are not handlers, nor the engine's own.
    private var ownTasks = 0
    /// How many such tasks run in roles beside the program.
    var knownElsewhere = 0
    /// How many such tasks the play is known to have.
    var knownTasks: Int { ownTasks + knownElsewhere }
    private let selection: TagSelection
    /// Tasks that the tags leave out.
    private(set) var rejected: Set<Task.ID> = []
    /// How far in `program` the play has come.
    var position = 0
    /// Whether the walks begin at the task of `--start-at-task`.
    var hasSkipped = false
    /// The role of a play that this is, where it runs beside others; nil for the play itself.
    let branch: RoleBranch?
    /// The places in the journal of roles that ran side by side.
    var branches: [JournalBatch] = []
    /// Whether the debugger stops at failures that no keyword speaks of.
    var debugsFailures = false
    /// No host of the batch goes on.
    var isEnded = false
    /// `meta: end_play`: later batches do not begin either.
    var endsPlay = false
    /// `max_fail_percentage` was passed.
    var hasBroken = false
    /// Hosts whose facts are in, or not wanted.
    var gathered: Set<String> = []
    /// `gather_facts` of the play; nil where it says nothing.
    let gathersFacts: Bool?

    let patterns: [String]

    var handlerTitles: [Task.ID: String] = [:]
    /// Which batch it is, for the journal.
    let batch: JournalBatch
    /// How many turns each host has had.
    var turnNumbers: [String: Int] = [:]
    var fingerprints: [Task.ID: TaskFingerprint] = [:]

    /// - Parameters:
    ///   - patterns: the play's `hosts`, rendered.
    ///   - batch: which batch of the run it is.
    init(
        run: RunContext, state: PlayState, tally: RunTally, patterns: [String], batch: JournalBatch
    ) throws(Diagnostic) {
        branch = nil
        run.stepper?.begin()
        self.run = run
        self.batch = batch
        self.patterns = patterns
        self.state = state
        self.tally = tally
        self.hosts = state.batch
        debugsFailures = run.configuration.bool("ENABLE_TASK_DEBUGGER")
        self.handlerGroups = state.play.handlers.map(\.tasks)
        self.setup = Task.gatheringFacts(for: state.play)
        let templar = run.templar(
            run.variables.stack(host: nil, task: nil, play: state), searchPath: [], host: nil)
        gathersFacts = try state.play.keywords.gatherFacts.map { written throws(Diagnostic) in
            ansibleBool(try templar.render(written)) ?? true
        }
        selection = TagSelection(only: Set(run.options.onlyTags), skip: Set(run.options.skipTags))
        program = []
        program = try select([setup] + state.play.blocks.flatMap(\.tasks), templar)
        ownTasks = Self.count(program)
        if rejected.contains(setup.id) { gathered = Set(state.batch) }
        for host in hosts {
            walks[host] = HostWalk(state.play.blocks)
        }
    }

    /// A role that runs beside others. Facts are gathered by then.
    init(_ branch: RoleBranch) {
        self.branch = branch
        (run, state, tally, batch) = (branch.run, branch.state, branch.tally, branch.batch)
        (patterns, walks, handlerGroups, rejected) = (
            branch.patterns, branch.walks, branch.handlerGroups, branch.rejected
        )
        hosts = state.batch
        gathered = Set(hosts)
        gathersFacts = false
        setup = Task.gatheringFacts(for: state.play)
        debugsFailures = run.configuration.bool("ENABLE_TASK_DEBUGGER")
        selection = TagSelection(only: Set(run.options.onlyTags), skip: Set(run.options.skipTags))
        let left = branch.rejected
        program = branch.part.blocks.flatMap(\.tasks).filter { !left.contains($0.id) }
        ownTasks = Self.count(program)
        knownElsewhere = branch.knownTasks - ownTasks
    }

    /// Walks other blocks than the play's own, from their beginning.
    func walk(_ blocks: [Block]) throws(Diagnostic) {
        let known = knownTasks
        let templar = run.templar(
            run.variables.stack(host: nil, task: nil, play: state), searchPath: [], host: nil)
        program = try select([setup] + blocks.flatMap(\.tasks), templar)
        knownElsewhere = known - ownTasks
        for host in hosts { walks[host]?.begin(blocks) }
    }

    /// Those of `tasks` that the tags take; the others are remembered as left out.
    func select(_ tasks: [Task], _ templar: Templar) throws(Diagnostic) -> [Task] {
        var taken: [Task] = []
        for task in tasks {
            if case .roles = task.kind {
                taken.append(task)
                continue
            }
            if case .meta(let action) = task.kind, task.isImplicit,
                action != .flushHandlers || !run.options.skipTags.contains("always")
            {
                taken.append(task)
                continue
            }
            var tags: [Value] = []
            for tag in task.effective.tags { tags.append(try templar.render(tag)) }
            let flat = Set(TagSelection.flat(tags).flatMap { $0.split(separator: ",").map { $0.trimmed() } })
            if selection.takes(flat) { taken.append(task) } else { rejected.insert(task.id) }
        }
        return taken
    }

    /// Hosts that still have something to do.
    var active: [String] {
        let there = Set(state.allHosts)
        return hosts.filter { walks[$0]?.outcome == .running && !tally.isUnreachable($0) && there.contains($0) }
    }

    /// A number that distinguishes one announcement from the next.
    func announcement(of task: Task, name: String) -> TaskStart {
        let isInclude: Bool =
            switch task.kind {
            case .includeTasks, .includeRole, .deferredRole: true
            default: false
            }
        let isSecret = run.mayBeSecret(task)
        return TaskStart(
            id: tally.nextAnnouncement(), name: title(of: task, rendered: name), ownName: name,
            kind: task.isHandler ? .handler : .task,
            action: task.action.resolved ?? task.action.name, writtenAction: task.action.name,
            path: task.path.isEmpty ? nil : task.path,
            arguments: isSecret ? [:] : task.action.arguments, isCheckMode: run.isCheckMode(task.effective),
            isSecret: isSecret,
            hasLoop: task.keywords.loop != nil, isInclude: isInclude, role: task.role?.fullName,
            keywords: run.events.wantsDetails ? run.description(of: task) : [:], known: knownTasks)
    }

    /// What outputs call the task. In a role that runs beside others it says which that is.
    private func title(of task: Task, rendered name: String) -> String {
        let title = task.title(rendered: name)
        guard let role = branch?.part.name, !title.hasPrefix("\(role) : ") else { return title }
        return "\(role) | \(title)"
    }

    private static func count(_ tasks: [Task]) -> Int {
        tasks.count { task in
            if case .meta = task.kind { return false }
            return !task.isHandler && !task.isImplicit
        }
    }

    /// `max_fail_percentage` of the play.
    var maxFailPercentage: Double? {
        get throws(Diagnostic) {
            guard let written = state.play.keywords.maxFailPercentage else { return nil }
            let stack = run.variables.stack(host: nil, task: nil, play: state)
            return PlayFields.percentage(try run.templar(stack, searchPath: [], host: nil).render(written))
        }
    }

    // MARK: Results

    /// Counts a result, reports it to the outputs and applies it: failures, facts, registered values, notifications, inventory.
    func accept(_ outcome: TaskOutcome) throws(Diagnostic) {
        note(outcome)
        let outcome = InventoryEffect.settled(outcome, in: run.inventory)
        let host = outcome.host
        switch outcome.status {
        case .failed: fail(outcome)
        case .unreachable where rescuesUnreachable(outcome.task) && walks[host]?.canRescue == true: fail(outcome)
        case .unreachable:
            if outcome.isIgnored {
                tally.count(host, \.ok)
                tally.count(host, \.ignored)
            } else {
                tally.markUnreachable(host)
                state.remove(host)
                tally.count(host, \.unreachable)
            }
            tell(outcome)
        case .skipped:
            tally.count(host, \.skipped)
            tell(outcome)
        case .ok, .changed: try succeed(outcome)
        }
        register(outcome)
        if let role = outcome.task.role, outcome.status != .skipped, outcome.status != .unreachable {
            walks[host]?.markStarted(role.identity)
        }
    }

    /// Whether `rescue` catches that the host cannot be reached: only where the task or the configuration asks for it.
    func rescuesUnreachable(_ task: Task) -> Bool {
        task.effective.unreachableRetries != nil || run.options.rescuesUnreachable
    }

    /// Tells the output, unless the debugger has done so.
    private func tell(_ outcome: TaskOutcome) {
        if !outcome.isTold { run.events.receive(.finished(outcome.report)) }
    }

    private func fail(_ outcome: TaskOutcome) {
        let host = outcome.host
        if outcome.isIgnored {
            tally.count(host, \.ok)
            tally.count(host, \.ignored)
            if outcome.isChanged { tally.count(host, \.changed) }
        } else if run.options.keepsGoing, walks[host]?.canRescue == false {
            tally.count(host, \.failed)
            tally.noteFailure()
        } else {
            let isRescued = walks[host]?.canRescue ?? false
            if outcome.runOnce {
                for other in hosts where !tally.isUnreachable(other) { markFailed(other) }
            } else {
                markFailed(host)
            }
            if isRescued {
                tally.count(host, \.rescued)
                state.restore(host)
                run.facts.set(
                    [
                        "ansible_failed_task": .dict(
                            FailedTask.description(of: outcome.task, name: outcome.start.name)),
                        "ansible_failed_result": outcome.result.registeredValue,
                    ], on: host)
            } else {
                tally.count(host, \.failed)
            }
        }
        tell(outcome)
    }

    /// The host's current task failed: on to a rescue, or out of the play.
    func markFailed(_ host: String) {
        guard walks[host]?.outcome == .running else { return }
        walks[host]?.fail()
        state.remove(host)
        if walks[host]?.outcome == .failed { tally.markFailed(host) }
    }

    private func succeed(_ outcome: TaskOutcome) throws(Diagnostic) {
        for item in outcome.items {
            if item.result.flag("changed") || outcome.isChanged {
                for name in item.notify { try notify(name, on: outcome.host) }
            }
            InventoryEffect.apply(item.result, host: outcome.host, to: run.inventory)
            if let name = item.result["add_host"]?.mapping?["host_name"]?.text { state.add(host: name) }
            if run.actions.isInventoryAction(outcome.start.action), outcome.start.hasLoop, !outcome.isReplayed {
                run.events.receive(
                    .itemFinished(
                        TaskReport(
                            host: outcome.host, task: outcome.start,
                            status: item.result.flag("changed") ? .changed : .ok, result: item.result,
                            itemLabel: item.label)))
            }
            takeFacts(item, outcome)
            takeStats(item.result, outcome)
        }
        let report = outcome.report
        if outcome.result["diff"] != nil, !outcome.isReplayed, showsDiff(outcome), report["diff"] != nil {
            run.events.receive(.diff(report))
        }
        if !outcome.start.isInclude {
            tally.count(outcome.host, \.ok)
            if outcome.isChanged { tally.count(outcome.host, \.changed) }
        }
        if !outcome.isTold { run.events.receive(.finished(report)) }
    }

    private func showsDiff(_ outcome: TaskOutcome) -> Bool {
        if let written = outcome.task.effective.diff { return ansibleBool(written) ?? run.options.showsDiff }
        return run.options.showsDiff
    }

    /// The hosts that a result speaks for.
    private func targets(_ outcome: TaskOutcome) -> [String] {
        outcome.runOnce ? hosts.filter { !tally.isUnreachable($0) } : [outcome.host]
    }

    private func register(_ outcome: TaskOutcome) {
        guard let name = outcome.task.keywords.register else { return }
        if let reserved = outcome.task.keywords.reservedRegister { run.warn(of: [reserved]) }
        for host in targets(outcome) {
            run.facts.set(
                [.string(name): outcome.result.registeredValue],
                marked: outcome.result.registeredMarks.map { [.string(name): $0] } ?? [:], on: host)
        }
    }

    private func takeFacts(_ item: TaskOutcome.Item, _ outcome: TaskOutcome) {
        guard let facts = item.result["ansible_facts"]?.mapping, !run.actions.isDebug(outcome.start.action) else {
            return
        }
        run.warnOfReservedNames(among: facts, madeBy: outcome.task, result: item.result)
        let receivers = outcome.delegateFacts ? [item.delegateTo ?? outcome.host] : targets(outcome)
        let marked = item.result.marks["ansible_facts"]?.mapping ?? [:]
        for host in receivers {
            switch outcome.start.action {
            case "ansible.builtin.include_vars": run.facts.include(facts, marked: marked, on: host)
            case "ansible.builtin.set_fact":
                if item.result.keepsFacts { run.facts.addFacts(facts, to: host) }
                run.facts.set(facts, marked: marked, on: host)
            default: run.facts.addFacts(facts, to: host)
            }
        }
    }

    private func takeStats(_ result: TaskResult, _ outcome: TaskOutcome) {
        guard let stats = result["ansible_stats"]?.mapping, let data = stats["data"]?.mapping else { return }
        let isPerHost = ResultShape.flag(stats, "per_host")
        for host in isPerHost ? targets(outcome).map(Optional.some) : [nil] {
            tally.addStats(data, host: host, aggregating: ResultShape.flag(stats, "aggregate"))
        }
    }
}
