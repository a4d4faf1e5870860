import Connections
import Diagnostics
import Playbook
import System
import TemplatePlugins
import Templating
import Values

/// One execution of an action on one host: everything rendered, nothing done yet.
final class ActionCall {
    let name: String
    let arguments: Dict
    /// The arguments before they were rendered, those of a template in their place among them.
    let written: Dict
    /// Of an action that stores its arguments, those that authors wrote something of, marked.
    let marked: Dict
    let templar: Templar
    let host: String
    let task: Task
    /// The task as it was announced.
    let start: TaskStart
    let clock: TaskClock
    let fields: TaskFields
    let run: RunContext
    let searchPath: [String]
    /// The host that modules run on.
    let target: Target
    /// The target's connection; made when it is first used.
    private let connect: () async throws(TaskFailure) -> any Connection
    private let reset: () async -> Void
    private let leave: (String) async -> Void

    init(
        name: String, arguments: Dict, written: Dict, marked: Dict = [:], templar: Templar, host: String, task: Task,
        start: TaskStart, clock: TaskClock, fields: TaskFields,
        run: RunContext, searchPath: [String], target: Target,
        connect: @escaping () async throws(TaskFailure) -> any Connection,
        reset: @escaping () async -> Void, leave: @escaping (String) async -> Void
    ) {
        self.name = name
        self.arguments = arguments
        self.written = written
        self.marked = marked
        self.templar = templar
        self.host = host
        self.task = task
        self.start = start
        self.clock = clock
        self.fields = fields
        self.run = run
        self.searchPath = searchPath
        self.target = target
        self.connect = connect
        self.reset = reset
        self.leave = leave
    }

    struct Target {
        /// Its name in the inventory.
        let name: String
        /// In its variables.
        let templar: Templar
        /// How it is reached.
        let kind: () throws(TaskFailure) -> ConnectionSettings.Kind
        /// Where modules run that reach it without a connection; nil where one is needed.
        let directory: () -> String?
    }

    func connection() async throws(TaskFailure) -> any Connection { try await connect() }

    /// Closes the connection, so that the next use makes a new one.
    func resetConnection() async { await reset() }

    /// Ends what the run itself has running on the target as `user`.
    func leave(user: String) async { await leave(user) }

    /// The same call with another module or other arguments.
    func with(name: String? = nil, arguments: Dict? = nil) -> ActionCall {
        ActionCall(
            name: name ?? self.name, arguments: arguments ?? self.arguments, written: written, marked: marked,
            templar: templar, host: host, task: task, start: start, clock: clock, fields: fields, run: run,
            searchPath: searchPath, target: target, connect: connect, reset: reset,
            leave: leave)
    }

    /// The request that runs the module `module`, which messages call `shown`.
    func request(
        _ module: String? = nil, _ arguments: Dict? = nil, contents: [String: Content] = [:],
        calledAs shown: String? = nil
    ) -> TaskRequest {
        var request = TaskRequest(
            module: module ?? name, arguments: arguments ?? self.arguments, check: fields.isCheckMode,
            diff: fields.showsDiff, verbosity: run.options.verbosity, noLog: fields.noLog,
            environment: fields.environment, contents: contents)
        request.calledAs = shown ?? shownName(of: request.module)
        request.tap = outputTap
        return request
    }

    /// What messages call a module: as the author wrote it, but for modules of an action that runs them under names in
    /// `ansible.legacy`.
    private func shownName(of module: String) -> String {
        let collections = ["ansible.builtin", "ansible.legacy"]
        func short(_ name: String) -> String? {
            collections.lazy.compactMap { ActionRegistry.bare(name, of: $0) }.first
        }
        if let action = short(name), ActionRegistry.runsLegacyModules(action), let module = short(module) {
            return "ansible.legacy.\(module == "shell" ? "command" : module)"
        }
        return module == task.action.resolved ? task.action.name : module
    }

    /// Sends what programs of the task print to the run's outputs; nil where no output asks for it, or none may show it.
    private var outputTap: OutputTap? {
        guard run.options.streamsOutput, !fields.noLog, !start.isSecret else { return nil }
        let (events, host, start) = (run.events, host, start)
        return OutputTap { piece, isError in
            var text = String(decoding: piece, as: UTF8.self)
            if text.last == "\n" || text.last == "\r\n" { text.removeLast() }
            events.receive(.output(ProgramOutput(host: host, task: start, text: text, isError: isError)))
        }
    }

    /// Runs a module now and gives its result; that of an earlier run where the journal knows it.
    func send(_ request: TaskRequest) async throws(TaskFailure) -> TaskResult {
        guard let journal = run.options.answers else { return try await transmit(request) }
        let entry = journaled(request)
        switch journal.recall(entry) {
        case .known(let result): return result
        case .refused(let reason): throw TaskFailure(reason)
        case .unknown:
            let result = try await transmit(request)
            journal.record(entry, result)
            return result
        }
    }

    private func journaled(_ request: TaskRequest) -> JournaledRequest {
        var digest = Digest(.sha256)
        func add(_ text: String) { digest.update("\(text.utf8.count):\(text)".utf8) }
        add(request.module)
        // What differs from run to run and says nothing of what is done.
        let arguments = request.arguments.filter { !["_source_path", "_ansible_tmpdir"].contains($0.key.text ?? "") }
        add((try? JSON.text(.dict(arguments))) ?? "\(arguments)")
        for (name, content) in request.contents.sorted(by: { $0.key < $1.key }) {
            add(name)
            add(content.sha1)
        }
        for (name, value) in request.environment.sorted(by: { $0.key < $1.key }) { add("\(name)=\(value)") }
        add(target.name)
        add("\(fields.become ?? false) \(fields.becomeUser ?? "")")
        let place = task.span.map { "\($0.file.name):\($0.start.line)" } ?? ""
        return JournaledRequest(host: host, task: task.writtenName, path: place, digest: digest.finish())
    }

    private func transmit(_ request: TaskRequest) async throws(TaskFailure) -> TaskResult {
        let dispatch = ModuleDispatch(call: self)
        let prepared = try dispatch.prepare(request)
        let begin = Clock.monotonic
        let connection = try await connect()
        do throws(ConnectionError) {
            let response = try await connection.run(prepared.request)
            clock.addRoundTrip(since: begin, module: response.seconds)
            return dispatch.result(of: response.result, to: prepared)
        } catch {
            clock.addRoundTrip(since: begin, module: 0)
            throw TaskFailure(connection: error)
        }
    }

    // MARK: Arguments

    func string(_ name: String) -> String? {
        switch arguments[.string(name)] {
        case .string(let text): text
        case .int(let number): String(number)
        case .double, .bool: arguments[.string(name)].flatMap { try? $0.string() }
        default: nil
        }
    }

    /// The option as a bool by Ansible's words; `fallback` where it was not given.
    func bool(_ name: String, _ fallback: Bool) throws(TaskFailure) -> Bool {
        guard let value = arguments[.string(name)], !value.isNone else { return fallback }
        guard let flag = ansibleBool(value) else {
            let shown = (try? value.representation()) ?? value.typeName
            throw TaskFailure(
                "argument '\(name)' is of type \(value.typeName) and we were unable to convert to bool: The value "
                    + "\(shown) is not a valid boolean. Valid booleans include: 0, 1, '0', '1', 'f', 'false', 'n', 'no', "
                    + "'off', 'on', 't', 'true', 'y', 'yes'")
        }
        return flag
    }

    /// The option of an action that no module sees, as a bool: words that are none mean no.
    func flag(_ name: String, _ fallback: Bool) -> Bool {
        guard let value = arguments[.string(name)], !value.isNone else { return fallback }
        return ansibleBool(value) ?? false
    }

    /// The action as messages of its validation call it: as it was written, but for the whole path behind a full name.
    private var pluginName: String {
        let written = task.action.name
        guard written.hasPrefix("ansible.builtin.") else { return written }
        return "ansible_collections.ansible.builtin.plugins.action." + written.dropFirst("ansible.builtin.".count)
    }

    /// Refuses options outside `known`, as argument validation does.
    ///
    /// - Parameters:
    ///   - aliases: other names of these options.
    ///   - briefly: names the options alone, as actions that know no specification do.
    func only(_ known: [String], aliases: [String] = [], briefly: Bool = false) throws(TaskFailure) {
        let unknown = arguments.keys.compactMap(\.text)
            .filter { !known.contains($0) && !aliases.contains($0) && !$0.hasPrefix("_ansible") }
        guard !unknown.isEmpty else { return }
        if briefly {
            throw TaskFailure("Invalid options for \(task.action.name): \(unknown.joined(separator: ","))")
        }
        let others = aliases.isEmpty ? "" : " (\(aliases.sorted().joined(separator: ", ")))"
        let supported = known.sorted().joined(separator: ", ") + others
        throw TaskFailure(
            "Unsupported parameters for (\(pluginName)) module: \(unknown.sorted().joined(separator: ", ")). "
                + "Supported parameters include: \(supported).")
    }
}
