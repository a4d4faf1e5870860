import Connections
import Diagnostics
import Jinja
import Loading
import Playbook
import Templating
import Values

/// From a task to the call of its action.
extension TaskAttempt {
    func makeCall(_ fields: TaskFields, _ templar: Templar) throws(TaskFailure) -> (any Action, ActionCall) {
        var name = task.action.resolved ?? task.action.name
        if let template = task.action.template {
            do throws(Diagnostic) {
                name = try templar.renderText(.template(template))
            } catch {
                throw TaskFailure(error)
            }
            guard
                let resolved = run.loader.settings.catalog.resolve(
                    name, task.effective.collections ?? [], run.plugins)
            else {
                throw TaskFailure(
                    Diagnostic("Cannot resolve '\(name)' to an action or module.", at: template.span))
            }
            name = resolved
        }
        name = run.actions.current(name, writtenAs: task.action.name, plugins: run.plugins)
        let written = try written(name, templar)
        let arguments =
            run.actions.rendersItself(name) ? written : try renderArguments(written, name, templar)
        let run = run
        let target = target(fields, templar)
        let choice = ConnectionChoice(run: run, host: target.name, fields: fields, templar: target.templar)
        let settings = choice.settings
        let directory = runner.play.play.directory
        let marked = run.actions.storesArguments(name) ? arguments.filter { $0.value.isMarked } : [:]
        let call = ActionCall(
            name: name, arguments: marked.isEmpty ? arguments : arguments.mapValues(\.withoutMarks), written: written,
            marked: marked, templar: templar, host: runner.host, task: task, start: runner.start,
            clock: runner.clock, fields: fields,
            run: run, searchPath: runner.searchPath,
            target: ActionCall.Target(
                name: target.name, templar: target.templar,
                kind: { () throws(TaskFailure) -> ConnectionSettings.Kind in try choice.plugin().kind },
                directory: { (try? choice.isLocal()) == true ? directory : nil }),
            connect: { () async throws(TaskFailure) -> any Connection in
                let settings = try settings()
                run.announce(settings)
                do throws(ConnectionError) {
                    try await run.admit(settings)
                    return try await run.connections.connection(for: settings)
                } catch {
                    throw TaskFailure(connection: error)
                }
            },
            reset: { if let settings = try? settings() { await run.connections.reset(settings) } },
            leave: { user in if let settings = try? settings() { await run.connections.leave(user, on: settings) } })
        if let path = run.actions.foreign(name, run.plugins) { return (PythonAction(path: path), call) }
        return (run.actions.action(for: name), call)
    }

    /// The task's arguments over those of `module_defaults`.
    private func written(_ name: String, _ templar: Templar) throws(TaskFailure) -> Dict {
        var arguments = try run.actions.defaults(of: name, in: task, templar, run.plugins)
        var own = task.action.arguments
        var splats = [task.action.variableArguments]
        // A template in the place of the arguments, where the action takes no text of its own.
        if let raw = own["_raw_params"], !takesText(name) {
            own["_raw_params"] = nil
            guard case .template(let template) = raw, template.text.trimmed().hasPrefix("{"),
                template.text.trimmed().hasSuffix("}")
            else {
                throw TaskFailure(
                    Diagnostic("Action '\(name)' does not support raw params.", at: task.action.span))
            }
            splats.append(raw)
        }
        for case let variable? in splats {
            do throws(Diagnostic) {
                templar.sink.add(
                    Diagnostic(
                        "Using a template for task args is unsafe in some situations (see https://docs.ansible.com/"
                            + "ansible/devel/reference_appendices/faq.html#argsplat-unsafe).",
                        at: variable.span, severity: .warning))
                arguments.merge(try splat(variable, name, templar)) { $1 }
            } catch {
                throw TaskFailure(
                    "Finalization of task args for '\(name)' failed.", at: task.action.span, cause: error)
            }
        }
        arguments.merge(own) { $1 }
        arguments.merge(runner.debugging.arguments) { $1 }
        return arguments
    }

    /// Whether the action makes something of a free text: some always do, and Python says it of itself.
    private func takesText(_ name: String) -> Bool {
        if Self.takingText.contains(name) { return true }
        guard let path = run.actions.foreign(name, run.plugins), let content = run.content(of: path) else {
            return false
        }
        return String(decoding: content, as: UTF8.self).split(separator: "\n").contains {
            $0.split(separator: " ").starts(with: ["supports_raw_params", "=", "True"])
        }
    }

    private static let takingText = Set(
        ["ansible.builtin", "ansible.legacy"].flatMap { collection in
            [
                "command", "raw", "script", "shell", "win_command", "win_shell", "include_vars", "add_host", "group_by",
                "set_fact", "meta",
            ].map { "\(collection).\($0)" }
        } + ["ansible.windows.win_command", "ansible.windows.win_shell"])

    /// The arguments that `args: "{{ … }}"` stands for, unrendered: those that the task overrides are never looked at.
    /// What no author wrote among them is marked so, before an action makes expressions of them.
    private func splat(_ variable: Value, _ name: String, _ templar: Templar) throws(Diagnostic) -> Dict {
        guard case .template(let template) = variable else { return [:] }
        let given = try templar.tracedShallow(template)
        if given.value.isOmit { return [:] }
        guard let values = given.value.mapping else {
            throw Diagnostic("Task args must resolve to a 'dict' not '\(given.value.typeName)'.", at: variable.span)
        }
        if given.isAuthored, !run.actions.rendersItself(name) { return values }
        var marked: Dict = [:]
        for (key, value) in values {
            let known = TracedValue(value, isAuthored: given.isAuthored)
            marked[key] = (run.actions.rendersItself(name) ? try templar.renderMarked(known) : value).markedVerbatim
        }
        return marked
    }

    /// The host, or the one that the task is delegated to, with its variables.
    private func target(_ fields: TaskFields, _ templar: Templar) -> (name: String, templar: Templar) {
        guard let delegate = fields.delegateTo else { return (runner.host, templar) }
        let stack = run.variables.stack(host: delegate, task: task, play: runner.play).adding(
            extra.merging(["inventory_hostname": .string(runner.host)]) { $1 })
        return (delegate, run.templar(stack, searchPath: runner.searchPath, host: delegate))
    }
}
