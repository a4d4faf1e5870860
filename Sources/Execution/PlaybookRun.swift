import Configuration
import Diagnostics
import Playbook
import Templating
import Values

/// Runs playbooks from their first play to the recap.
struct PlaybookRun {
    let run: RunContext
    let tally = RunTally()

    /// How the whole run ended, as ansible-playbook's exit status says it.
    enum Result: Int32, Sendable { case ok = 0, broken = 1, failed = 2, unreachable = 4, interrupted = 99 }

    func execute(_ playbooks: [Playbook]) async throws(Diagnostic) -> Result {
        var startAt = run.options.startAtTask
        var number = -1
        try run.journal?.check(playbooks) { run.events.receive(.diagnostic($0)) }
        plays: for playbook in playbooks {
            run.events.receive(.playbookStarted(path: playbook.path, plays: playbook.plays.map(\.title)))
            run.events.receive(
                .verbose(verbosity: 2, text: "\(playbook.plays.count) plays in \(playbook.path)", host: nil))
            for play in playbook.plays {
                run.inventory.enter(
                    playbookDirectory: playbook.directory, roots: try variableRoots(of: play, in: playbook))
                number += 1
                guard try await execute(play, number, startAt: &startAt) else { break plays }
            }
        }
        if tally.isOver { return .interrupted }
        defer {
            if let name = startAt {
                run.events.receive(
                    .diagnostic(
                        Diagnostic(
                            "No matching task \"\(name)\" found. Note: --start-at-task can only follow static "
                                + "includes.")))
            }
        }
        if let last = playbooks.last {
            RetryFile(run: run).write(tally.failed.union(tally.unreachable), after: last)
        }
        run.events.receive(.recap(tally.recap))
        let ending = RunEnding(run: run, tally: tally)
        ending.tell()
        if let result = ending.stopped { return result }
        if !tally.unreachable.isEmpty { return .unreachable }
        return tally.failed.isEmpty && !tally.hasFailures ? .ok : .failed
    }

    /// Where `playbook_vars_root` has group_vars and host_vars looked for: beside the playbook that was called (`top`),
    /// beside the one that holds the play (`bottom`), or beside both (`all`).
    private func variableRoots(of play: Play, in playbook: Playbook) throws(Diagnostic) -> [String] {
        switch run.configuration.string("PLAYBOOK_VARS_ROOT") {
        case "all": playbook.directory == play.directory ? [play.directory] : [playbook.directory, play.directory]
        case "bottom", "playbook_dir": [play.directory]
        case let root? where root != "top": throw Diagnostic("Unknown playbook vars logic: \(root)")
        default: [playbook.directory]
        }
    }

    /// Runs a play; false where no later one may begin, since a whole batch of hosts is lost.
    ///
    /// - Parameter number: of the play in the run, from 0.
    private func execute(_ play: Play, _ number: Int, startAt: inout String?) async throws(Diagnostic) -> Bool {
        let book = PlayJournal(run: run, play: play, number: number)
        if book.isLeftOut { return true }
        let prompted = try await book.prompted()
        let base = PlayState(play: play, name: "", allHosts: [], batch: [], prompted: prompted)
        let templar = run.templar(run.variables.stack(host: nil, task: nil, play: base), searchPath: [], host: nil)
        let fields = try PlayFields(play, templar)
        let heading = fields.heading
        let matching = try run.inventory.hosts(matching: heading.patterns, order: fields.order)
        // Variables name hosts as the patterns do, whatever order they run in.
        let named = fields.order == nil ? matching : try run.inventory.hosts(matching: heading.patterns, reports: false)
        let hosts = matching.filter { !tally.isFailed($0) && !tally.isUnreachable($0) }
        let strategy = fields.strategy ?? run.configuration.string("DEFAULT_STRATEGY") ?? "linear"
        run.warnOfReservedNames(in: play)
        func start(_ state: PlayState) -> Event {
            .playStarted(
                PlayStart(
                    name: heading.name, path: "\(play.span.file.name):\(play.span.start.line)", strategy: strategy,
                    hosts: heading.patterns, isCheckMode: run.isCheckMode(play.attributes),
                    keywords: run.events.wantsDetails
                        ? run.description(of: play, hosts: heading.patterns, strategy: strategy) : [:],
                    inquiry: PlayInquiry(run: run, state: state)))
        }
        if hosts.isEmpty { run.events.receive(start(base)) }
        if matching.isEmpty { run.events.receive(.noHostsMatched) }
        let batches = try book.batches(of: hosts, matching, fields.serial)
        try book.note(hosts: matching, batches, prompted)
        for (index, batch) in batches.enumerated() where !batch.isEmpty {
            let state = PlayState(play: play, name: heading.name, allHosts: named, batch: batch, prompted: prompted)
            for host in matching where !hosts.contains(host) { state.remove(host) }
            run.events.receive(start(state))
            for host in batch { try run.inventory.check(host) }
            let batchRun = try PlayRun(
                run: run, state: state, tally: tally, patterns: heading.patterns,
                batch: JournalBatch(play: number, batch: index))
            batchRun.skip(to: &startAt)
            try loadFiles(batchRun)
            run.events.receive(.batchStarted(BatchStart(hosts: batch, tasks: batchRun.knownTasks)))
            batchRun.takeOwedHandlers()
            batchRun.settleJournal()
            do throws(Diagnostic) {
                try await Strategies.named(strategy, play, run.plugins).execute(batchRun)
            } catch {
                batchRun.hasBroken = true
                batchRun.settleOwedHandlers()
                throw error
            }
            batchRun.settleOwedHandlers()
            if run.options.stop.isRequested { return false }
            if batchRun.hasBroken || batch.allSatisfy({ tally.isFailed($0) || tally.isUnreachable($0) }) {
                return false
            }
            if batchRun.endsPlay { break }
        }
        return true
    }

    /// `vars_files`, whose names may hold variables of each host.
    private func loadFiles(_ batch: PlayRun) throws(Diagnostic) {
        guard !batch.state.play.keywords.varsFiles.isEmpty else { return }
        for host in batch.hosts {
            let layers = try VariableFiles(run: run, play: batch.state).layers(for: host)
            batch.state.setFiles(layers, of: host)
        }
    }
}
