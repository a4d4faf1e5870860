import Diagnostics
import Playbook
import Templating
import Values

/// Runs the roles of a play for some hosts, each as soon as what it waits for is over.
///
/// What the roles leave behind is put together in their order in the play, so that variables end as they do where one
/// role follows the other. A host that fails in one role begins no further task in the others; blocks that it is in come
/// to their `always`.
struct RoleBranches {
    private let batch: PlayRun
    private let hosts: [String]
    private let parts: [RoleGraph.Part]
    private let predecessors: [Set<Int>]
    private let signals = BranchSignals()
    private let slots: HostSlots

    /// - Parameters:
    ///   - batch: stands at the task in place of all roles.
    ///   - hosts: those that have come there.
    init(_ graph: RoleGraph, _ batch: PlayRun, on hosts: [String]) throws(Diagnostic) {
        self.batch = batch
        self.hosts = hosts
        parts = graph.parts
        slots = HostSlots(limit: batch.forks)
        let stack = batch.run.variables.stack(host: hosts.first, task: nil, play: batch.state)
        let templar = batch.run.templar(stack, searchPath: [], host: hosts.first)
        let order = try stack[DeclaredOrder.variable].map { value throws(Diagnostic) in try templar.render(value) }
        predecessors = try DeclaredOrder(order).predecessors(of: parts)
    }

    func execute() async throws(Diagnostic) {
        var results: [Int: RoleBranch.Result] = [:]
        await withTaskGroup(of: RoleBranch.Result.self) { group in
            var begun: Set<Int> = []
            func begin() {
                guard !signals.isOver, !batch.run.options.stop.isRequested else { return }
                for index in parts.indices
                where !begun.contains(index) && predecessors[index].allSatisfy({ results[$0] != nil }) {
                    begun.insert(index)
                    let branch = branch(index, after: ancestors(of: index).compactMap { results[$0] })
                    group.addTask { await branch.execute() }
                }
            }
            begin()
            while let result = await group.next() {
                results[result.branch.index] = result
                begin()
            }
        }
        let ordered = parts.indices.compactMap { results[$0] }
        for result in ordered { batch.take(result) }
        batch.leave(signals, hosts, after: ordered)
        if let problem = ordered.lazy.compactMap(\.problem).first { throw problem }
    }

    /// All that has run before the part, in the order of the play.
    private func ancestors(of index: Int) -> [Int] {
        var known: Set<Int> = []
        var next = Array(predecessors[index])
        while let place = next.popLast() {
            if known.insert(place).inserted { next += predecessors[place] }
        }
        return known.sorted()
    }

    private func branch(_ index: Int, after earlier: [RoleBranch.Result]) -> RoleBranch {
        let run = batch.run.branch()
        let state = batch.state.branch()
        var handlerGroups = batch.handlerGroups
        var walks: [String: HostWalk] = [:]
        for host in hosts where earlier.allSatisfy({ $0.walks[host]?.outcome == .complete }) {
            var walk = HostWalk(parts[index].blocks)
            if let trunk = batch.walks[host] { walk.takeRoles(of: trunk) }
            for result in earlier { if let other = result.walks[host] { walk.takeRoles(of: other) } }
            walks[host] = walk
        }
        for result in earlier {
            run.facts.apply(result.changes)
            handlerGroups += result.handlerGroups
            for role in result.roles { state.add(role) }
        }
        run.facts.beginChanges()
        let place = JournalBatch(play: batch.batch.play, batch: batch.batch.batch, branch: index + 1)
        return RoleBranch(
            index: index, part: parts[index], run: run, state: state, tally: batch.tally, patterns: batch.patterns,
            batch: place, walks: walks, handlerGroups: handlerGroups, rejected: batch.rejected,
            knownTasks: batch.knownTasks, signals: signals, slots: slots)
    }
}

extension PlayRun {
    /// Takes over what a role that ran beside others has left.
    fileprivate func take(_ result: RoleBranch.Result) {
        run.facts.apply(result.changes)
        handlerGroups += result.handlerGroups
        for role in result.roles { state.add(role) }
        for (host, walk) in result.walks {
            walks[host]?.takeRoles(of: walk)
            walks[host]?.takeNotifications(of: walk)
        }
        knownElsewhere += result.knownTasks
        branches.append(result.branch.batch)
        isEnded = isEnded || result.isEnded
        endsPlay = endsPlay || result.endsPlay
        hasBroken = hasBroken || result.hasBroken
    }

    /// Lets hosts that failed or left in one of the roles do so in the play.
    fileprivate func leave(_ signals: BranchSignals, _ hosts: [String], after results: [RoleBranch.Result]) {
        for host in hosts {
            if signals.hasEnded(host) {
                walks[host]?.end()
            } else if results.contains(where: { $0.walks[host]?.outcome == .failed }) {
                markFailed(host)
            }
        }
    }
}
