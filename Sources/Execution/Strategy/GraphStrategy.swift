import Diagnostics
import Playbook

/// As linear, but roles of `roles:` that do not wait for each other run at the same time on a host.
///
/// A role waits for its meta dependencies, for an earlier use of the same role, and for what ``DeclaredOrder`` says; so
/// does a dependency. `pre_tasks`, `tasks` and `post_tasks` run before and behind all roles, handlers where they always
/// do. Where the operator is asked before each task, or `--start-at-task` begins in the middle, one role follows the
/// other.
struct GraphStrategy: Strategy {
    func execute(_ batch: PlayRun) async throws(Diagnostic) {
        if let graph = batch.state.play.roleGraph, !batch.hasSkipped, batch.run.stepper == nil {
            try batch.walk(graph.blocks)
        }
        try await LinearStrategy().execute(batch)
    }
}
