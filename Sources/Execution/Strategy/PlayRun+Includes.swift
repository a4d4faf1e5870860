import Diagnostics
import Loading
import Playbook
import Templating
import Values

/// What dynamic includes bring into the play.
extension PlayRun {
    /// One thing to load, for all hosts (and loop items) that ask for the same.
    private struct Wanted {
        var what: Source
        var variables: Dict
        var label: Value?
        var task: Task
        var start: TaskStart
        var result: TaskResult
        var hosts: [String]
        /// Whose items of the loop asked for the same already, one after the other.
        var asked: Set<String>

        enum Source: Hashable {
            case tasks(String)
            case role(Dict)
        }
    }

    /// What makes two requests the same.
    private struct Request: Hashable {
        let what: Wanted.Source
        let task: Task.ID
        let variables: Dict
    }

    /// Loads what the outcomes of an include task ask for and puts it in front of what comes next on their hosts.
    ///
    /// - Returns: the hosts for which there was nothing to load; each has failed once, however many items asked.
    @discardableResult
    func include(_ outcomes: [TaskOutcome]) async throws(Diagnostic) -> Set<String> {
        var wanted: [Wanted] = []
        var known: [Request: [Int]] = [:]
        for outcome in outcomes where outcome.status == .ok || outcome.status == .changed || outcome.status == .failed {
            for item in outcome.items {
                guard let include = item.include else { continue }
                let what: Wanted.Source =
                    switch include {
                    case .tasks(let file): .tasks(file)
                    case .role(let arguments): .role(arguments)
                    }
                // `run_once` is the include's own: what it brings in runs on the one host that it ran for.
                let request = Request(what: what, task: outcome.task.id, variables: item.variables)
                if let index = known[request]?.first(where: { !wanted[$0].asked.contains(outcome.host) }) {
                    wanted[index].hosts.append(outcome.host)
                    wanted[index].asked.insert(outcome.host)
                } else {
                    known[request, default: []].append(wanted.count)
                    wanted.append(
                        Wanted(
                            what: what, variables: item.variables, label: item.label, task: outcome.task,
                            start: outcome.start, result: outcome.result, hosts: [outcome.host],
                            asked: [outcome.host]))
                }
            }
        }
        guard !wanted.isEmpty else { return [] }
        var added: [Task] = []
        var failed: Set<String> = []
        var blocks: [String: [Block]] = [:]
        for include in wanted {
            do throws(Diagnostic) {
                let (name, new) = try load(include)
                for host in include.hosts {
                    tally.count(host, \.ok)
                    blocks[host, default: []] += new
                }
                run.events.receive(
                    .included(
                        file: name, hosts: include.hosts, label: include.label,
                        by: Inclusion(task: include.start, variables: include.variables)))
                added += try taken(new, by: include.task, on: include.hosts)
            } catch {
                guard error.isParseError != true else { throw error }
                failInclude(include, error)
                failed.formUnion(include.hosts)
            }
        }
        for (host, new) in blocks { walks[host]?.insert(new) }
        program.insert(contentsOf: added, at: position)
        for host in hosts where failed.contains(host) { markFailed(host) }
        return failed
    }

    /// The tasks of blocks that `task` brought in, less those that the tags leave out.
    private func taken(_ blocks: [Block], by task: Task, on hosts: [String]) throws(Diagnostic) -> [Task] {
        let tasks = blocks.flatMap(\.tasks)
        guard let first = hosts.first else { return [] }
        return task.isHandler ? tasks : try select(tasks, templar(first, task))
    }

    private func load(_ include: Wanted) throws(Diagnostic) -> (name: String, blocks: [Block]) {
        switch include.what {
        case .tasks(let file):
            let path = run.loader.includePath(file, by: include.task, in: state.play)
            guard run.loader.files.exists(path) else { throw Self.missing(path) }
            do throws(Diagnostic) {
                let blocks = try run.loader.includeTasks(
                    file, by: include.task, vars: include.variables, in: state.play)
                return (path, blocks)
            } catch {
                if let path = error.missingFile { throw Self.missing(path) }
                throw error.asParseError
            }
        case .role(let arguments):
            do throws(Diagnostic) {
                let role = try run.loader.includeRole(
                    RoleRequest(
                        arguments: arguments, publicly: run.loader.settings.privateRoleVars.map { !$0 } ?? false),
                    by: include.task, vars: include.variables, in: state.play)
                let shown = (arguments["name"] ?? arguments["role"]).flatMap { try? $0.string() }
                return (shown ?? role.instance.fullName, take(role))
            } catch {
                throw error.asParseError
            }
        }
    }

    private static func missing(_ path: String) -> Diagnostic {
        let missing = "Could not find or access '\(path)' on the Ansible Controller"
        return Diagnostic(
            "\(missing): Unable to retrieve file contents.\n\(missing).\nIf you are using a module and expect "
                + "the file to exist on the remote, see the remote_src option: [Errno 2] No such file or "
                + "directory: '\(path)'")
    }

    /// A role of `roles:` that each host's variables name: hosts with the same answer run it together.
    func resolve(_ role: DeferredRole, _ task: Task, on hosts: [String]) throws(Diagnostic) {
        var names: [(name: String, hosts: [String])] = []
        for host in hosts {
            let name = try templar(host, task).renderText(.template(role.name))
            if let index = names.firstIndex(where: { $0.name == name }) {
                names[index].hosts.append(host)
            } else {
                names.append((name, [host]))
            }
        }
        var added: [Task] = []
        for (name, hosts) in names {
            let blocks = take(try run.loader.resolveRole(name, by: task, in: state.play))
            for host in hosts { walks[host]?.insert(blocks) }
            added += try taken(blocks, by: task, on: hosts)
        }
        program.insert(contentsOf: added, at: position)
    }

    /// Lets a role's handlers, its name, and where it is public its variables, into the play.
    private func take(_ role: IncludedRole) -> [Block] {
        let known = Set(handlers.map(\.id))
        handlerGroups += role.handlers.map { $0.tasks.filter { !known.contains($0.id) } }
        for imported in role.imported { state.add(imported) }
        state.add(role.instance)
        return role.blocks
    }

    private func failInclude(_ include: Wanted, _ error: Diagnostic) {
        run.events.receive(.diagnostic(error))
        var result = include.result
        result["failed"] = true
        result["reason"] = .string(error.briefMessage)
        result["include_args"] = nil
        for host in include.hosts {
            tally.count(host, \.failed)
            run.events.receive(
                .finished(
                    TaskReport(
                        host: host, task: include.start, status: .failed, result: result)))
        }
    }
}

extension RoleRequest {
    /// What the rendered arguments of `include_role` ask for.
    ///
    /// - Parameter publicly: whether its variables are the play's where it does not say.
    fileprivate init(arguments: Dict, publicly: Bool) {
        func text(_ name: Value) -> String? { arguments[name].flatMap { $0.isNone ? nil : try? $0.string() } }
        func flag(_ name: Value, _ fallback: Bool) -> Bool { arguments[name].flatMap(ansibleBool) ?? fallback }
        var from = RoleFiles()
        from.tasks = text("tasks_from").map { .string($0) }
        from.vars = text("vars_from").map { .string($0) }
        from.defaults = text("defaults_from").map { .string($0) }
        from.handlers = text("handlers_from").map { .string($0) }
        let parts = (arguments["name"] ?? arguments["role"])?.mapping
        self.init(
            parts?.roleName.flatMap { try? $0.string() } ?? text("name") ?? text("role") ?? "", from: from,
            isPublic: flag("public", publicly),
            allowDuplicates: flag("allow_duplicates", true), rolespecValidate: flag("rolespec_validate", true))
        parameters = parts?.roleParameters ?? [:]
    }
}
