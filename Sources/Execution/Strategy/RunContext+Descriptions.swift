import Configuration
import Playbook
import Templating
import Values

/// Tasks and plays as callbacks see them: their keywords by ansible-core's names, as written, with what holds where
/// nothing was written.
extension RunContext {
    func description(of task: Task) -> Dict {
        let keywords = task.keywords
        var told = description(of: task.effective)
        let isSecret = mayBeSecret(task)
        told["name"] = .string(task.writtenName)
        told["title"] = .string(task.title())
        told["plain_title"] = .string(task.writtenName.isEmpty ? task.action.name : task.writtenName)
        told["path"] = task.path.isEmpty ? Value.none : .string(task.path)
        told["implicit"] = .bool(task.isImplicit)
        told["no_log"] = .bool(isSecret)
        told["action"] = .string(task.action.name)
        told["args"] = .dict(isSecret ? [:] : task.action.arguments)
        told["_resolved_action"] = task.action.resolved.map { .string($0) } ?? Value.none
        told["vars"] = .dict(task.ownVars)
        told["all_vars"] = .dict(task.scope.vars.merging(task.vars) { $1 })
        told["include_params"] = .dict(task.scope.includeParameters)
        told["when"] = .list(task.effective.when)
        told["tags"] = .list(task.effective.tags)
        told["notify"] = task.effective.notify ?? Value.none
        told["delegate_to"] = task.effective.delegateTo ?? Value.none
        told["delegate_facts"] = task.effective.delegateFacts ?? Value.none
        told["register"] = keywords.register.map { .string($0) } ?? Value.none
        told["changed_when"] = .list(keywords.changedWhen)
        told["failed_when"] = .list(keywords.failedWhen)
        told["until"] = .list(keywords.until)
        told["retries"] = keywords.retries ?? Value.none
        told["delay"] = keywords.delay ?? 5
        told["async_val"] = keywords.async ?? 0
        told["async"] = told["async_val"]
        told["poll"] = keywords.poll ?? .int(configuration.int("DEFAULT_POLL_INTERVAL") ?? 15)
        told["loop"] = Value.none
        told["loop_with"] = Value.none
        switch keywords.loop {
        case .items(let items, _): told["loop"] = isSecret ? [] : items
        case .lookup(let name, let terms):
            told["loop"] = isSecret ? [] : terms
            told["loop_with"] = .string(name)
        case nil: break
        }
        told["loop_control"] = .dict(Self.description(of: keywords.loopControl))
        if task.isHandler { told["listen"] = .list(keywords.listen.map { .string($0) }) }
        told["block_when"] = .list(task.effective.when.dropLast(task.attributes.when.count))
        told["block_tags"] = .list(Array(task.effective.tags.dropFirst(task.attributes.tags.count)))
        told["around"] = .list(task.scope.includes.map { .string($0.kind) })
        told["chain"] = .list(
            task.scope.dependencyChain.map { ["name": .string($0.fullName), "path": .string($0.path)] })
        told["role_path"] = task.role.map { .string($0.path) } ?? Value.none
        told["collection"] = task.role?.role.collection.map { .string($0) } ?? Value.none
        return told
    }

    /// Whether `no_log` holds for a task, or may hold.
    func mayBeSecret(_ task: Task) -> Bool {
        task.effective.noLog.map { !$0.isNone && ansibleBool($0) != false } ?? configuration.bool("DEFAULT_NO_LOG")
    }

    /// The keywords of a play that are none of a task.
    func description(of play: Play, hosts: [String], strategy: String) -> Dict {
        var told = description(of: play.attributes)
        let keywords = play.keywords
        told["vars"] = .dict(play.vars)
        told["hosts"] = .list(hosts.map { .string($0) })
        told["strategy"] = .string(strategy)
        told["tags"] = .list(play.attributes.tags)
        told["gather_facts"] = keywords.gatherFacts ?? Value.none
        told["gather_subset"] = keywords.gatherSubset ?? Value.none
        told["gather_timeout"] = keywords.gatherTimeout ?? Value.none
        told["fact_path"] = keywords.factPath ?? Value.none
        told["vars_files"] = .list(keywords.varsFiles)
        told["vars_prompt"] = .list(
            keywords.varsPrompt.map { ["name": .string($0.name), "prompt": $0.prompt ?? .none] })
        told["force_handlers"] = keywords.forceHandlers ?? .bool(configuration.bool("DEFAULT_FORCE_HANDLERS"))
        told["max_fail_percentage"] = keywords.maxFailPercentage ?? Value.none
        told["serial"] = .list(keywords.serial)
        told["order"] = keywords.order ?? Value.none
        told["environment"] =
            play.attributes.environment.count == 1
            ? play.attributes.environment[0] : .list(play.attributes.environment)
        told["role_uses"] = .list(
            play.roles.map { ["name": .string($0.fullName), "path": .string($0.path)] })
        return told
    }

    private func description(of attributes: Attributes) -> Dict {
        [
            "connection": attributes.connection
                ?? .string(options.connection.transport ?? configuration.string("DEFAULT_TRANSPORT") ?? "ssh"),
            "port": attributes.port ?? .none,
            "remote_user": attributes.remoteUser ?? options.connection.user.map { .string($0) } ?? .none,
            "become": attributes.become ?? .bool(options.connection.become ?? false),
            "become_method": attributes.becomeMethod
                ?? .string(configuration.string("DEFAULT_BECOME_METHOD") ?? "sudo"),
            "become_user": attributes.becomeUser ?? .none, "become_flags": attributes.becomeFlags ?? .none,
            "become_exe": attributes.becomeExe ?? .none, "environment": .list(attributes.environment),
            "module_defaults": .list(attributes.moduleDefaults.map { .dict($0) }),
            "no_log": attributes.noLog ?? .bool(configuration.bool("DEFAULT_NO_LOG")),
            "run_once": attributes.runOnce ?? .none, "ignore_errors": attributes.ignoreErrors ?? .none,
            "ignore_unreachable": attributes.ignoreUnreachable ?? .none,
            "check_mode": attributes.checkMode ?? .bool(options.isCheckMode),
            "diff": attributes.diff ?? .bool(options.showsDiff),
            "any_errors_fatal": attributes.anyErrorsFatal ?? .bool(configuration.bool("ANY_ERRORS_FATAL")),
            "throttle": attributes.throttle ?? 0,
            "timeout": attributes.timeout ?? .int(configuration.int("TASK_TIMEOUT") ?? 0),
            "debugger": attributes.debugger ?? .none,
            "collections": .list((attributes.collections ?? []).map { .string($0) }),
        ]
    }

    private static func description(of control: LoopControl) -> Dict {
        [
            "loop_var": control.loopVar ?? "item", "index_var": control.indexVar ?? .none,
            "label": control.label ?? .none, "pause": control.pause ?? 0, "extended": control.extended ?? .none,
            "extended_allitems": control.extendedAllItems ?? true, "break_when": .list(control.breakWhen),
        ]
    }
}

extension IncludeOrigin {
    /// What stands around a task, as ansible-core calls its type.
    fileprivate var kind: String {
        switch self {
        case .tasks: "TaskInclude"
        case .role: "IncludeRole"
        }
    }
}
