import Playbook
import Templating
import Values

/// What the run learns of secrets from a task.
extension TaskAttempt {
    /// What stands in a result for the value of an option that is declared `no_log`.
    private static let placeholder: Value = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER"

    /// What errors of the task may quote: its arguments and the item of its loop.
    func secrets(_ arguments: Dict) -> [Value] {
        [.dict(arguments)] + extra.filter { $0.key.text?.hasPrefix("ansible_") != true }.values
    }

    /// Adds to the run's secrets the arguments that the module keeps to itself, and the variables that a task with `no_log`
    /// sets.
    func learnSecrets(of result: TaskResult, _ call: ActionCall) {
        let mask = run.options.mask
        guard mask.isOn else { return }
        if call.fields.noLog, run.actions.setsVariables(call.name), let facts = result["ansible_facts"]?.mapping {
            mask.add(variables: facts)
        }
        // The content of a file is declared so that it does not fill the system's log, and shown in differences.
        guard call.name != "ansible.builtin.copy" else { return }
        if let shown = result["invocation"]?.mapping?["module_args"]?.mapping {
            learnSecrets(among: call.arguments, shownAs: shown)
        }
    }

    private func learnSecrets(among arguments: Dict, shownAs shown: Dict) {
        for (name, value) in arguments {
            guard let shown = shown[name] else { continue }
            if shown == Self.placeholder {
                run.options.mask.add(value)
            } else if let inner = value.mapping, let shown = shown.mapping {
                // A dictionary that is hidden as a whole holds texts that are no secret: a kubeconfig has `v1` beside a token.
                let leaves = Self.leaves(.dict(shown))
                if leaves.count > 1, leaves.allSatisfy({ $0 == Self.placeholder }) {
                    run.options.mask.add(variables: inner)
                } else {
                    learnSecrets(among: inner, shownAs: shown)
                }
            } else if let items = value.sequence, let shown = shown.sequence, items.count == shown.count {
                for (item, shown) in zip(items, shown) {
                    if shown == Self.placeholder {
                        run.options.mask.add(item)
                    } else if let item = item.mapping, let shown = shown.mapping {
                        learnSecrets(among: item, shownAs: shown)
                    }
                }
            }
        }
    }

    /// All that a value holds that is neither a list nor a dictionary.
    private static func leaves(_ value: Value) -> [Value] {
        if let dict = value.mapping { return dict.values.flatMap(leaves) }
        return value.sequence?.flatMap(leaves) ?? [value]
    }
}
