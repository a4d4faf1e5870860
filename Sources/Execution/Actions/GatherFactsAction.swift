import System
import Values

/// Facts of the host, in one round trip.
struct GatherFactsAction: Action {
    static let names = ["ansible.builtin.gather_facts"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        var arguments = call.arguments
        arguments["parallel"] = nil
        return .request(call.request("ansible.builtin.setup", arguments)) { answer in
            var result = answer
            if !ResultShape.flag(answer, "failed") {
                var facts = answer["ansible_facts"]?.mapping ?? [:]
                facts["gather_subset"] =
                    arguments["gather_subset"].map { subset in
                        subset.sequence == nil ? .list([subset]) : subset
                    } ?? .list(["all"])
                facts["module_setup"] = true
                result["ansible_facts"] = .dict(facts)
            }
            result["_ansible_verbose_override"] = true
            return result
        }
    }
}
