import Connections
import Diagnostics
import Playbook
import Synchronization
import System
import Templating
import Values

/// An action written in Python. It runs on the controller; what it asks of the target (modules, commands, files) is done
/// for it.
struct PythonAction: Action {
    static let names: [String] = []

    /// The plugin's file.
    let path: String

    private static let counter = Atomic<Int>(0)

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        let id = Value.int(Self.counter.add(1, ordering: .relaxed).newValue)
        var answer = try await ask(request(call, id), call)
        while let wanted = answer["ask"]?.mapping {
            let reply: Dict
            do throws(TaskFailure) { reply = try await self.reply(to: wanted, call) } catch {
                _ = try? await ask(["do": "drop_action", "id": id], call)
                throw error
            }
            answer = try await ask(["do": "resume_action", "id": id, "answer": .dict(reply)], call)
        }
        if let problem = answer["problem"]?.text {
            throw answer["isOwn"] == true ? TaskFailure(problem) : TaskFailure(Diagnostic(problem))
        }
        var result = TaskResult(answer: answer["result"]?.mapping ?? [:])
        result.values = result.values.withoutInternalKeys
        result.origin = .action
        return .result(result)
    }

    private func request(_ call: ActionCall, _ id: Value) -> Dict {
        let role: Value = call.task.role.map { ["name": .string($0.name), "path": .string($0.path)] } ?? .none
        let link = link(call)
        return [
            "do": "start_action", "link": link.map { .dict($0.fields) } ?? .none, "id": id, "name": .string(call.name),
            "path": .string(path), "module": .string(PluginModuleName.of(call.name, .action)),
            "target": .string(call.target.name),
            "transport": .string(link?.transport ?? (call.target.directory() == nil ? "ssh" : "local")),
            "variables": .dict(variables(call)),
            "search": .list(call.searchPath.map { .string($0) }),
            "basedir": .string(call.searchPath.last ?? call.run.options.directory),
            "verbosity": .int(call.run.options.verbosity), "columns": 79, "colors": .none,
            "check": .bool(call.fields.isCheckMode),
            "task": [
                "name": .string(call.task.writtenName), "action": .string(call.task.action.name),
                "args": .dict(call.arguments), "check_mode": .bool(call.fields.isCheckMode),
                "diff": .bool(call.fields.showsDiff), "async_val": .int(call.fields.async), "role": role,
                "no_log": .bool(call.fields.noLog), "become": call.task.effective.become ?? .none,
                "become_user": call.task.effective.becomeUser ?? .none,
                "delegate_to": call.fields.delegateTo.map { .string($0) } ?? .none,
            ],
        ]
    }

    /// The target's connection plugin, where that is one in Python too.
    private func link(_ call: ActionCall) -> (fields: Dict, transport: String)? {
        let choice = ConnectionChoice(
            run: call.run, host: call.target.name, fields: call.fields, templar: call.target.templar)
        guard let plugin = try? choice.plugin() as? PythonConnectionPlugin, let settings = try? choice.settings() else {
            return nil
        }
        return (plugin.link(settings), plugin.transport)
    }

    /// The task's variables as plain data, without those that cannot be rendered and those that hold all others.
    private func variables(_ call: ActionCall) -> Dict {
        let templar = call.templar
        var plain: Dict = [:]
        for name in templar.variables.names where !["hostvars", "vars", "omit", "environment"].contains(name) {
            guard let value = templar.variables[name], let rendered = try? templar.render(value), !rendered.isOmit
            else { continue }
            plain[.string(name)] = rendered
        }
        return plain
    }

    private func reply(to wanted: Dict, _ call: ActionCall) async throws(TaskFailure) -> Dict {
        func text(_ key: String) -> String { wanted[.string(key)]?.text ?? "" }
        switch text("kind") {
        case "module": return try await run(module: text("name"), wanted["arguments"]?.mapping ?? [:], call)
        case "action": return try await outcome(of: try action(text("name"), wanted["arguments"]?.mapping ?? [:], call))
        case "find": return ["found": .bool(resolved(text("name"), call) != nil)]
        case "put":
            let copy = call.with(
                name: "ansible.builtin.copy",
                arguments: ["src": .string(text("source")), "dest": .string(text("path")), "mode": "0600"])
            return try await outcome(of: copy)
        default: break
        }
        let connection = try await call.connection()
        do throws(ConnectionError) {
            if text("kind") == "fetch" {
                return ["content": .string(Base64.encode(try await connection.fetch(text("path"))))]
            }
            let result = try await connection.raw(text("command"))
            return [
                "rc": .int(Int(result.status)), "stdout": .string(String(decoding: result.output, as: UTF8.self)),
                "stderr": .string(String(decoding: result.error, as: UTF8.self)),
            ]
        } catch {
            throw TaskFailure(connection: error)
        }
    }

    private func run(module: String, _ arguments: Dict, _ call: ActionCall) async throws(TaskFailure) -> Dict {
        let actions = call.run.actions
        guard
            let name = actions.module(
                module, collections: call.task.effective.collections ?? [], plugins: call.run.plugins)
        else {
            return ["failed": true, "msg": .string("The module \(module) was not found in configured module paths")]
        }
        return try await call.send(call.request(name, Self.plain(arguments), calledAs: module)).values
    }

    /// Free text is what it says, whatever it looks like.
    private static func plain(_ arguments: Dict) -> Dict {
        var arguments = arguments
        if case .template(let template)? = arguments["_raw_params"] {
            arguments["_raw_params"] = .string(template.text)
        }
        return arguments
    }

    private func resolved(_ name: String, _ call: ActionCall) -> String? {
        call.run.actions.resolve(name, collections: call.task.effective.collections ?? [], plugins: call.run.plugins)
    }

    /// The call of another action, as this one asks for it.
    private func action(_ name: String, _ arguments: Dict, _ call: ActionCall) throws(TaskFailure) -> ActionCall {
        guard let resolved = resolved(name, call) else {
            throw TaskFailure(Diagnostic("Cannot resolve '\(name)' to an action or module."))
        }
        return call.with(name: resolved, arguments: Self.plain(arguments))
    }

    private func outcome(of call: ActionCall) async throws(TaskFailure) -> Dict {
        let foreign = call.run.actions.foreign(call.name, call.run.plugins)
        let action: any Action = foreign.map { PythonAction(path: $0) } ?? call.run.actions.action(for: call.name)
        switch try await action.plan(call) {
        case .result(let result): return result.values
        case .request(let request, let finish): return try finish(await call.send(request)).values
        }
    }

    private func ask(_ request: Dict, _ call: ActionCall) async throws(TaskFailure) -> Dict {
        let answer: Dict
        do throws(ValueError) { answer = try await call.run.pythonActions.answer(to: request) } catch {
            throw TaskFailure(error.message)
        }
        for line in PluginLine.all(in: answer) { call.run.events.receive(line.event) }
        return answer
    }
}
