public import System
public import Values

/// Runs a request's module on a system and gives the result as Ansible's modules return it.
///
/// The same code serves the agent's requests and those of local connections.
public struct ModuleServer: Sendable {
    private let registry: ModuleRegistry
    private let temporaryDirectory: String

    /// Serves the modules of `registry`. `temporaryDirectory` exists and is used by no other process.
    public init(_ registry: ModuleRegistry, temporaryDirectory: String = "/tmp") {
        self.registry = registry
        self.temporaryDirectory = temporaryDirectory
    }

    /// Never throws: what goes wrong is a result with `failed` and `msg`.
    public func result(
        of request: TaskRequest, contents: any ContentStore, on system: some System
    ) async -> Dict {
        guard let interpreter = request.interpreter else { return await native(request, contents, on: system) }
        let search = InterpreterSearch(system: system)
        let found = await search.find(interpreter)
        var answer: Dict
        // Where there is no Python at all, native modules run whatever is said of it.
        let needsInterpreter = if request.foreign == nil { await search.hasPython() } else { true }
        if let missing = found.missing, needsInterpreter {
            answer = ModuleOutput(notFound: missing).answer
        } else if let module = request.foreign {
            let run = ForeignModuleRun(
                module: module, request: request, contents: StoredContents(store: contents),
                interpreter: found.words, privateDirectory: temporaryDirectory, system: system)
            do throws(ModuleFailure) { answer = try await run.output().answer } catch {
                answer = TaskResponse.failure(error.message).result
            }
        } else {
            answer = await native(request, contents, on: system)
        }
        if let discovered = found.discovered { ModuleOutput.note(discovered, in: &answer) }
        return answer
    }

    private func native(
        _ request: TaskRequest, _ contents: any ContentStore, on system: some System
    ) async -> Dict {
        guard let type = registry[request.module] else {
            return TaskResponse.failure("The module \(request.module) was not found among the native modules.").result
        }
        let paths = await PathExpansion(for: request.arguments, on: system)
        var given = request.arguments
        // The one option that the environment can give.
        if type.arguments.fileAttributes, given["unsafe_writes"] == nil,
            let word = (try? await system.environment())?["ANSIBLE_UNSAFE_WRITES"]
        {
            given["unsafe_writes"] = .string(word)
        }
        let report = type.arguments.report(on: given, paths: paths)
        var result: Dict
        do {
            let arguments = try report.arguments(moduleName: request.calledAs)
            let tap = OutputTap.current?.censored(by: report.secrets)
            let ran: Result<Dict, ModuleFailure> = await OutputTap.$current.withValue(tap) {
                do throws(ModuleFailure) {
                    return .success(try await run(type, arguments, request, contents, on: system))
                } catch {
                    return .failure(error)
                }
            }
            result = try ran.get()
        } catch {
            result = error.values
            result["failed"] = true
            result["msg"] = .string(error.message)
            if result["changed"] == nil { result["changed"] = false }
            if let cause = error.cause { result["_ansible_cause"] = .string(cause) }
            await PathFacts.add(to: &result, on: system)
        }
        if result["invocation"] == nil { result["invocation"] = .dict(["module_args": .dict(report.values)]) }
        if !report.warnings.isEmpty {
            let own = result["warnings"]?.sequence ?? []
            result["warnings"] = .list(report.warnings.map { .string($0) } + own)
        }
        return report.secrets.censor(result)
    }

    private func run(
        _ type: any Module.Type, _ arguments: Arguments, _ request: TaskRequest, _ contents: any ContentStore,
        on system: some System
    ) async throws(ModuleFailure) -> Dict {
        if request.check && !type.arguments.supportsCheckMode {
            let name = request.module
            return ["skipped": true, "msg": .string("remote module (\(name)) does not support check mode")]
        }
        let module = try type.init(arguments)
        let context = ModuleContext(
            check: request.check, diff: request.diff, verbosity: request.verbosity, noLog: request.noLog,
            temporaryDirectory: temporaryDirectory, contents: StoredContents(store: contents))
        let outcome = try await module.run(on: system, in: context)
        var result = ResultOrder.arranged(
            outcome.result, of: request.module, isFacts: outcome.facts != nil && !outcome.changed)
        if outcome.describesPath { await PathFacts.add(to: &result, on: system) }
        return result
    }
}

extension Outcome {
    /// The result's keys, the module's own first.
    var result: Dict {
        var result = values
        result["changed"] = .bool(changed)
        if failed { result["failed"] = true }
        if let message { result["msg"] = .string(message) }
        if !diff.isEmpty {
            let entries = diff.map { Value.dict($0.result) }
            result["diff"] = entries.count == 1 && !listsDiff ? entries[0] : .list(entries)
        }
        if !warnings.isEmpty { result["warnings"] = .list(warnings.map { .string($0) }) }
        if let facts { result["ansible_facts"] = .dict(facts) }
        return result
    }
}

extension Diff {
    /// As Ansible's `diff` results hold it.
    package var result: Dict {
        var result: Dict = [:]
        if let prepared {
            result["prepared"] = .string(prepared)
        } else {
            result["before"] = before
            result["after"] = after
            result.merge(notes) { $1 }
        }
        if let beforeHeader { result["before_header"] = .string(beforeHeader) }
        if let afterHeader { result["after_header"] = .string(afterHeader) }
        return result
    }
}
