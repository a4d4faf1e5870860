import Configuration
import Connections
import Diagnostics
import Playbook
import System
import Templating
import Values

/// Facts of the host by `setup`, in one round trip, and by whatever other modules gather them.
///
/// Source: `FACTS_MODULES` and `gather_facts` of the Ansible documentation.
struct GatherFactsAction: Action {
    static let names = ["ansible.builtin.gather_facts"]

    private static let setup = "ansible.legacy.setup"

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        var arguments = call.arguments
        let parallel = try self.parallel(call, taking: &arguments)
        let (names, warning) = try modules(call)
        var warnings = warning.map { [$0] } ?? []
        var gatherings: [Gathering] = []
        for name in names {
            guard let module = call.run.actions.resolve(name, collections: [], plugins: call.run.plugins) else {
                throw TaskFailure(
                    Diagnostic("The module \(name) was not found in configured module paths"))
            }
            let own = try self.arguments(arguments, of: module, named: name, call, &warnings)
            let request = call.request(module, own, calledAs: name)
            gatherings.append(Gathering(name: name, module: module, request: request))
        }
        if gatherings.count == 1, let only = gatherings.first, only.isSetup, warnings.isEmpty {
            return .request(only.request) { answer in
                answer.flag("failed")
                    ? combined([(only, answer)], []) : Self.marked(only.finished(answer))
            }
        }
        let isParallel = parallel ?? (gatherings.count > 1)
        let timeout = isParallel ? arguments["gather_timeout"].flatMap { try? $0.string() }.flatMap(Double.init) : nil
        let results = try await FactModules(call: call, gatherings: gatherings).run(
            inParallel: isParallel, timeout: timeout)
        return .result(combined(Array(zip(gatherings, results)), warnings))
    }

    /// Whether modules run at the same time; nil where it is not set.
    private func parallel(_ call: ActionCall, taking arguments: inout Dict) throws(TaskFailure) -> Bool? {
        let given = arguments.removeValue(forKey: "parallel")
        let fields = FieldRenderer(templar: call.templar, span: nil)
        return try fields.bool(call.templar.variables["ansible_facts_parallel"] ?? given, "parallel")
    }

    /// The names of the modules, and what is doubtful about them.
    private func modules(_ call: ActionCall) throws(TaskFailure) -> ([String], String?) {
        let fields = FieldRenderer(templar: call.templar, span: nil)
        var names = try fields.strings(
            call.templar.variables["ansible_facts_modules"]
                ?? .list(call.run.configuration.list("FACTS_MODULES").map { .string($0) }),
            "ansible_facts_modules", splits: true)
        guard let place = names.firstIndex(of: "smart") else { return (names, nil) }
        names.remove(at: place)
        let hasSetup = names.contains { ["setup", "ansible.builtin.setup", Self.setup].contains($0) }
        let facts = call.templar.variables["ansible_facts"]?.mapping?["network_os"]
        let system = try fields.string(
            call.arguments["network_os"] ?? call.templar.variables["ansible_network_os"] ?? facts, "network_os")
        guard let system else { return (hasSetup ? names : names + [Self.setup], nil) }
        if let module = NetworkFacts.module(of: system) {
            names.append(module)
        } else if names.isEmpty {
            throw TaskFailure(
                "No fact modules available and we could not find a fact module for your network OS (\(system)), try "
                    + "setting one via the `FACTS_MODULES` configuration.")
        }
        return (
            names,
            hasSetup
                ? "Detected 'setup' module and a network OS is set, the output when running it will reflect 'localhost'"
                    + " and not the target when a networking connection plugin is used." : nil
        )
    }

    /// What a module is given: only `setup` takes subsets, filters and time-outs.
    private func arguments(
        _ given: Dict, of module: String, named name: String, _ call: ActionCall, _ warnings: inout [String]
    ) throws(TaskFailure) -> Dict {
        var own = given
        if !Gathering.isSetup(module) {
            func drop(_ key: Value, _ word: String, unless isFine: (Value) -> Bool = { _ in false }) {
                guard let value = own.removeValue(forKey: key), !value.isNone, !isFine(value) else { return }
                let shown = (try? value.string()) ?? value.typeName
                warnings.append("Not passing \(word)(\(shown)) to \(name)")
            }
            drop("gather_subset", "subset") { $0 == "all" || $0 == ["all"] }
            drop("gather_timeout", "timeout")
            drop("filter", "filter")
        }
        own = own.filter { !$0.value.isNone }
        return try call.defaults(of: module, without: own).merging(own) { $1 }
    }

    private func combined(_ results: [(Gathering, TaskResult)], _ warnings: [String]) -> TaskResult {
        var facts = ValueDict([:])
        var remarks: [String: [Value]] = ["warnings": warnings.map { .string($0) }, "deprecations": []]
        var failed: Dict = [:], skipped: Dict = [:]
        for (gathering, result) in results {
            if result.flag("failed") {
                var result = result
                if result["changed"] == false { result["changed"] = nil }
                result["exception"] = "(traceback unavailable)"
                failed[.string(gathering.name)] = .dict(result.values)
            } else if result.flag("skipped") {
                skipped[.string(gathering.name)] = .dict(result.values)
            } else {
                let merge = DictMerge(isRecursive: true, lists: .appendAbsent)
                facts = merge.merge(facts, ValueDict(result["ansible_facts"]?.mapping ?? [:]))
                for key in ["warnings", "deprecations"] { remarks[key]? += result[.string(key)]?.sequence ?? [] }
            }
        }
        var result: TaskResult = ["ansible_facts": .dict(facts)]
        for (key, values) in remarks where !values.isEmpty { result[.string(key)] = .list(values) }
        func names(_ modules: Dict) -> String { modules.keys.compactMap(\.text).joined(separator: ", ") }
        if !skipped.isEmpty {
            result["msg"] = .string("The following modules were skipped: \(names(skipped)).")
            result["skipped_modules"] = .dict(skipped)
            if skipped.count == results.count { result["skipped"] = true }
        }
        if !failed.isEmpty {
            result["failed_modules"] = .dict(failed)
            result["failed"] = true
            result["msg"] = .string("The following modules failed to execute: \(names(failed)).")
            result.help = Self.events(failed.values.map { $0.mapping?["msg"] ?? .none })
        }
        return Self.marked(result)
    }

    /// Says that facts were gathered, and that `-v` need not show them.
    private static func marked(_ result: TaskResult) -> TaskResult {
        var result = result
        var facts = result["ansible_facts"]?.mapping ?? [:]
        facts[FactStore.gatheredMark] = true
        result["ansible_facts"] = .dict(facts)
        result.detail = .never
        return result
    }

    /// What several modules failed with, below one message.
    private static func events(_ messages: [Value]) -> String {
        messages.enumerated().map { index, message in
            let lines = ResultShape.splitLines((try? message.string()) ?? "").map { "| \($0)" }
            return """
                +--[ Sub-Event \(index + 1) of \(messages.count) ]---
                | \n\(lines.joined(separator: "\n"))
                | \n+--[ End Sub-Event ]---
                """
        }.joined(separator: "\n\n")
    }
}

/// One module that gathers facts.
struct Gathering: Sendable {
    /// As it was asked for.
    let name: String
    let module: String
    let request: TaskRequest

    static func isSetup(_ module: String) -> Bool {
        ["ansible.builtin.setup", "ansible.legacy.setup"].contains(module)
    }

    var isSetup: Bool { module == "ansible.builtin.setup" }

    /// A result with what `setup` says of itself.
    func finished(_ answer: TaskResult) -> TaskResult {
        var result = answer
        guard isSetup else { return result }
        if !answer.flag("failed") {
            var facts = answer["ansible_facts"]?.mapping ?? [:]
            let subset = request.arguments["gather_subset"] ?? ["all"]
            facts["gather_subset"] = subset.sequence == nil ? .list([subset]) : subset
            facts["module_setup"] = true
            result["ansible_facts"] = .dict(facts)
        }
        return result
    }
}
