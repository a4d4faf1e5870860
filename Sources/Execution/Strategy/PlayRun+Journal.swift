import Loading
import Diagnostics
import Playbook
import System
import Templating
import Values

/// What the batch writes into the journal of the run, and takes from it where the run is resumed.
extension PlayRun {
    /// A host's turn with a task.
    struct HostTurn: Sendable {
        let host: String
        /// What the journal knows of it; nil without a journal.
        var known: Journal.Known?

        /// Whether the turn was taken before.
        var isReplay: Bool { known?.turn != nil }
    }

    /// The turns of hosts with a task: those that were taken before first, in their order. Hosts that are not to run it
    /// are left out.
    func turns(of task: Task, on hosts: [String]) throws(Diagnostic) -> [HostTurn] {
        guard let journal = run.journal else { return hosts.map { HostTurn(host: $0) } }
        let fingerprint = fingerprint(of: task)
        var turns: [HostTurn] = []
        for host in hosts {
            let place = place(of: host)
            if journal.isPaid(before: place) {
                walks[host]?.forgetNotifications()
                if task.isHandler { continue }
            }
            let known = try journal.known(task, fingerprint, at: place)
            if known.turn == nil, journal.runsOnlyHandlers, walks[host]?.isFlushing != true {
                leaveForHandlers(host)
                continue
            }
            turnNumbers[host] = place.number + 1
            // Where turns before it were taken out, it is written down in its new place.
            if let turn = known.turn, turn.number != place.number {
                journal.write(.turn(place, turn), stopping: run.options.stop)
            }
            turns.append(HostTurn(host: host, known: known))
        }
        let replays = turns.filter(\.isReplay).sorted { ($0.known?.turn?.order ?? 0) < ($1.known?.turn?.order ?? 0) }
        return replays + turns.filter { !$0.isReplay }
    }

    /// The host that runs a task for all: the one that has done so before, else the first.
    func performer(of task: Task, among hosts: [String]) -> [String] {
        guard let journal = run.journal, journal.isResumed, hosts.count > 1 else { return Array(hosts.prefix(1)) }
        let fingerprint = fingerprint(of: task)
        let host = hosts.first { journal.isNext(fingerprint, of: $0, in: batch) } ?? hosts.first
        return host.map { [$0] } ?? []
    }

    /// Whether the condition of a `meta` task holds, as it did before where the journal knows.
    func decision(of task: Task, on host: String, _ holds: () throws(Diagnostic) -> Bool) throws(Diagnostic) -> Bool {
        guard let journal = run.journal else { return try holds() }
        let place = place(of: host)
        let known = try journal.known(task, fingerprint(of: task), at: place, isDecision: true)
        if known.turn == nil, journal.runsOnlyHandlers { return false }
        turnNumbers[host] = place.number + 1
        if let turn = known.turn { return turn.body == [1] }
        let held = try holds()
        guard walks[host]?.isStopped != true else { return held }
        let turn = JournalTurn(
            isDecision: true, fingerprint: known.fingerprint, name: task.title(), path: task.path, body: [held ? 1 : 0])
        journal.write(.turn(place, turn), stopping: run.options.stop)
        return held
    }

    /// Writes down what a turn came to. What only tidies up after a stop is done again in its time.
    func note(_ outcome: TaskOutcome) {
        guard let journal = run.journal, let known = outcome.known, !outcome.isReplayed, !journal.runsOnlyHandlers,
            let walk = walks[outcome.host], !walk.isStopped
        else { return }
        var writer = ByteWriter()
        OutcomeArchive.write(outcome, to: &writer)
        let isFailure: Bool =
            switch outcome.status {
            case .failed: !outcome.isIgnored && !walk.canRescue
            case .unreachable: !outcome.isIgnored && !(rescuesUnreachable(outcome.task) && walk.canRescue)
            default: false
            }
        let turn = JournalTurn(
            fingerprint: known.fingerprint, name: outcome.task.title(), path: outcome.task.path, isFailure: isFailure,
            reads: outcome.reads, body: writer.bytes)
        journal.write(.turn(known.place, turn), stopping: run.options.stop)
    }

    /// A task is over: all that was written goes to the disk.
    func settleJournal() {
        guard let journal = run.journal else { return }
        for entry in run.loader.files.log.takeFresh() { journal.write(.content(entry), stopping: run.options.stop) }
        journal.settle()
    }

    private func place(of host: String) -> JournalPlace {
        JournalPlace(batch: batch, host: host, number: turnNumbers[host, default: 0])
    }

    private func fingerprint(of task: Task) -> TaskFingerprint {
        if let known = fingerprints[task.id] { return known }
        let fingerprint = TaskFingerprint(task)
        fingerprints[task.id] = fingerprint
        return fingerprint
    }

    // MARK: Owed handlers

    /// The host goes no further in its play; what was notified runs.
    private func leaveForHandlers(_ host: String) {
        gathered.insert(host)
        walks[host]?.leaveForHandlers()
        flushHandlers(on: host)
        program.insert(contentsOf: handlers, at: position)
    }

    private func owedEntry(_ host: String, _ names: [String]) -> OwedHandlers.Entry {
        let play = state.play
        return OwedHandlers.Entry(
            playbook: play.span.file.name, play: play.title, host: host, handlers: names,
            run: run.journal?.directory.id ?? "")
    }

    /// Notifies what hosts of the batch owe to this play from earlier runs.
    func takeOwedHandlers() {
        guard let journal = run.journal, !hosts.isEmpty else { return }
        let owed = OwedHandlers(root: journal.directory.root).entries
        guard !owed.isEmpty else { return }
        for host in hosts {
            let own = owedEntry(host, [])
            // What this very run owed comes back by itself.
            guard let entry = owed.first(where: { $0.belongs(to: own) && $0.run != own.run }) else { continue }
            let names = entry.handlers.filter { !handlersMatching($0).isEmpty }
            for name in names { walks[host]?.remember(name) }
            for name in entry.handlers where !names.contains(name) {
                warn("The handler '\(name)', which \(host) owes since the run \(entry.run), is not there any more.")
            }
            guard !names.isEmpty else { continue }
            run.events.receive(
                .verbose(
                    verbosity: 0, text: "\(host) owes since the run \(entry.run): \(names.joined(separator: ", "))",
                    host: nil))
        }
    }

    /// Notes which handlers the hosts of the batch owe now that it is over.
    func settleOwedHandlers() {
        guard let journal = run.journal else { return }
        let entries = hosts.map { host in owedEntry(host, owedHandlers(of: host)) }
        journal.add(owed: entries.filter { !$0.handlers.isEmpty })
        if journal.runsOnlyHandlers {
            for entry in entries where entry.handlers.isEmpty {
                for place in [batch] + branches {
                    journal.write(.paid(place, host: entry.host), stopping: run.options.stop)
                }
            }
        }
        do throws(SystemError) { try OwedHandlers(root: journal.directory.root).update(entries) } catch {
            warn("The handlers that are owed cannot be noted: \(error)")
        }
    }

    /// What was notified on the host and has not run, where the host failed, was lost or was stopped.
    private func owedHandlers(of host: String) -> [String] {
        guard let walk = walks[host] else { return [] }
        let isLost = walk.outcome == .failed || walk.isStopped || tally.isUnreachable(host) || hasBroken || tally.isOver
        guard isLost else { return [] }
        var seen: Set<String> = []
        let waiting = handlers.filter { walk.notified.contains($0.id) }.map { title(of: $0) }
        let matched = walk.notifications.flatMap { name in
            let titles = handlersMatching(name).map { title(of: $0) }
            return titles.isEmpty ? [name] : titles
        }
        return (waiting + matched).filter { seen.insert($0).inserted }
    }
}
