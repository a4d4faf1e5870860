import Diagnostics
import Playbook

/// A role of a play that runs beside others: what it begins with.
///
/// It sees what the play and the roles that it waits for have left in variables, handlers and finished roles, and nothing
/// of those that run beside it.
struct RoleBranch: Sendable {
    /// The role's place in the ``RoleGraph``.
    let index: Int
    let part: RoleGraph.Part
    let run: RunContext
    let state: PlayState
    let tally: RunTally
    /// `hosts` of the play, rendered.
    let patterns: [String]
    /// Its own place in the journal.
    let batch: JournalBatch
    /// Where its hosts stand: before the role's first task.
    let walks: [String: HostWalk]
    let handlerGroups: [[Task]]
    /// Tasks that the tags leave out.
    let rejected: Set<Task.ID>
    /// How many tasks the play has, for the progress.
    let knownTasks: Int
    let signals: BranchSignals
    let slots: HostSlots

    /// What is left of a branch that is over.
    struct Result: Sendable {
        let branch: RoleBranch
        let changes: [FactStore.Change]
        let walks: [String: HostWalk]
        /// Handlers of roles that it included.
        let handlerGroups: [[Task]]
        /// Roles that it included.
        let roles: [RoleInstance]
        let knownTasks: Int
        let isEnded: Bool
        let endsPlay: Bool
        let hasBroken: Bool
        let problem: Diagnostic?
    }

    func execute() async -> Result {
        let batch = PlayRun(self)
        var problem: Diagnostic?
        do throws(Diagnostic) { try await LinearStrategy().execute(batch) } catch { problem = error }
        if problem != nil || batch.isEnded { signals.endAll() }
        batch.settleJournal()
        return Result(
            branch: self, changes: run.facts.changes, walks: batch.walks,
            handlerGroups: Array(batch.handlerGroups.dropFirst(handlerGroups.count)), roles: state.includedRoles,
            knownTasks: batch.knownTasks - knownTasks, isEnded: batch.isEnded, endsPlay: batch.endsPlay,
            hasBroken: batch.hasBroken, problem: problem)
    }
}
