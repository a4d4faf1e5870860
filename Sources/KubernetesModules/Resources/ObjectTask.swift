import Modules
import System
import Values

/// Brings single objects to the state that a task of `k8s` asks for.
struct ObjectTask<Base: System> {
    private let arguments: Arguments
    private let kubectl: Kubectl<Base>
    private let context: ModuleContext
    private let waiting: Waiting<Base>
    private let hidden: HiddenFields

    init(_ arguments: Arguments, _ kubectl: Kubectl<Base>, _ context: ModuleContext) {
        self.arguments = arguments
        self.kubectl = kubectl
        self.context = context
        waiting = Waiting(arguments, kubectl)
        hidden = HiddenFields(arguments.strings("hidden_fields") ?? [])
    }

    func bring(_ given: Definition) async throws(ModuleFailure) -> Outcome {
        var definition = given
        guard !definition.kind.isEmpty else {
            throw ModuleFailure(
                "Failed to find exact match for \(definition.apiVersion). by [kind, name, singularName, shortNames]")
        }
        if arguments.bool("append_hash") == true { try appendHash(to: &definition) }
        let isAbsent = arguments.string("state") == "absent"
        if !isAbsent, let labels = arguments.strings("label_selectors"), !LabelSelector(labels).matches(definition) {
            let message =
                "resource 'kind=\(definition.kind),name=\(definition.name ?? "None"),"
                + "namespace=\(definition.namespace ?? "None")' filtered by label_selectors."
            return Outcome(message: message, values: ["result": .dict([:])])
        }
        let warnings = try await validate(definition)
        let existing = try await read(definition)
        var outcome =
            isAbsent ? try await delete(definition, existing) : try await write(definition, existing)
        outcome.warnings = warnings + outcome.warnings
        return outcome
    }

    private func appendHash(to definition: inout Definition) throws(ModuleFailure) {
        guard ["ConfigMap", "Secret"].contains(definition.kind) else { return }
        let suffix = try ObjectHash.suffix(of: definition) { Digest.hex(.sha256, $0) }
        for key: Value in ["name", "generateName"] {
            guard let text = definition.metadata[key]?.text else { continue }
            definition.metadata[key] = .string("\(text)-\(suffix)")
            return
        }
    }

    /// Asks the API what it thinks of the definition, where `validate` asks for that.
    private func validate(_ definition: Definition) async throws(ModuleFailure) -> [String] {
        guard let wanted = arguments.dict("validate") else { return [] }
        let path = try await kubectl.store(definition.value, as: "validated")
        let level = wanted["strict"] == false ? "--validate=warn" : "--validate=true"
        let result = try await kubectl.run(["apply", "--dry-run=server", level, "--filename", path])
        guard !result.succeeded else { return [] }
        let message = "\(definition.kind) \(definition.name ?? ""): \(result.kubectlReason)"
        if wanted["fail_on_error"] == true { throw ModuleFailure(message) }
        return [message]
    }

    /// The object as the cluster has it; nil where there is none.
    private func read(_ definition: Definition) async throws(ModuleFailure) -> Value? {
        guard definition.name != nil else { return nil }
        let path = try await kubectl.store(definition.reference, as: "existing")
        let result = try await kubectl.run(["get", "--filename", path, "--ignore-not-found", "--output", "json"])
        if result.succeeded {
            return try result.kubectlObject("Failed to retrieve requested object")
        }
        let reason = result.kubectlReason
        if reason.contains("no matches for kind") || reason.contains("doesn't have a resource type") {
            throw ModuleFailure(
                "Failed to find exact match for \(definition.apiVersion).\(definition.kind) by "
                    + "[kind, name, singularName, shortNames]")
        }
        // A namespace that check mode has not made holds nothing.
        if reason.contains("(NotFound)") { return nil }
        throw ModuleFailure("Failed to retrieve requested object: \(reason)")
    }

    // Deleting

    private func delete(_ definition: Definition, _ existing: Value?) async throws(ModuleFailure) -> Outcome {
        guard let existing else {
            return Outcome(values: ["result": .dict([:]), "method": "delete"])
        }
        let path = try await kubectl.store(definition.reference)
        var words = ["delete", "--filename", path, "--ignore-not-found", "--wait=false"]
        let options = arguments.dict("delete_options")
        if let policy = options?["propagationPolicy"]?.text { words.append("--cascade=\(policy.lowercased())") }
        if case .int(let seconds) = options?["gracePeriodSeconds"] {
            words.append("--grace-period=\(seconds)")
            if seconds == 0 { words.append("--force") }
        }
        if context.check { words.append("--dry-run=server") }
        let result = try await kubectl.run(words)
        guard result.succeeded else {
            throw ModuleFailure("Failed to delete object: \(result.kubectlReason)")
        }
        let metadata = existing.mapping?["metadata"]?.mapping
        var values: Dict = [
            "result": [
                "apiVersion": "v1", "kind": "Status", "metadata": .dict([:]), "status": "Success",
                "details": [
                    "kind": .string(definition.kind.lowercased()), "name": metadata?["name"] ?? "",
                    "uid": metadata?["uid"] ?? "",
                ],
            ], "method": "delete",
        ]
        if waiting.isAsked, !context.check {
            let answer = try await waiting.wait(for: definition, absent: true)
            values["duration"] = .int(answer.duration)
            if !answer.isReady { throw timedOut(definition, values) }
        }
        return Outcome(changed: true, values: values)
    }

    // Writing

    private func write(_ definition: Definition, _ existing: Value?) async throws(ModuleFailure) -> Outcome {
        let method: String
        let written: Value?
        var warnings: [String] = []
        if arguments.bool("apply") == true {
            method = "apply"
            (written, warnings) = try await apply(definition)
        } else if existing == nil {
            if arguments.string("state") == "patched" {
                return Outcome(
                    values: ["result": .dict([:])],
                    warnings: [
                        "resource 'kind=\(definition.kind),name=\(definition.name ?? "None")' was not found but will "
                            + "not be created as 'state' parameter has been set to 'patched'"
                    ])
            }
            method = "create"
            (written, warnings) = try await change(["create"], definition, purpose: "Failed to create object")
        } else if arguments.bool("force") == true {
            method = "replace"
            (written, warnings) = try await change(["replace"], definition, purpose: "Failed to replace object")
        } else {
            method = "update"
            (written, warnings) = try await patch(definition)
        }
        var instance = written ?? definition.value
        var values: Dict = [:]
        var isReady = true
        if waiting.isAsked, !context.check {
            let answer = try await waiting.wait(for: Definition(instance.mapping ?? [:]))
            instance = answer.object ?? instance
            values["duration"] = .int(answer.duration)
            isReady = answer.isReady
        }
        var outcome = Outcome(changed: true, warnings: warnings)
        if method != "create" {
            let difference = ObjectDifference(existing?.mapping ?? [:], instance.mapping ?? [:])
            outcome.changed = difference.map { !$0.isMeaningless } ?? false
            if let difference {
                outcome.diff = [
                    Diff(
                        before: hidden.removed(from: .dict(difference.before)),
                        after: hidden.removed(from: .dict(difference.after)))
                ]
                if !outcome.changed {
                    outcome.warnings.append(
                        "No meaningful diff was generated, but the API may not be idempotent "
                            + "(only metadata.generation or metadata.resourceVersion were changed)")
                }
            }
        }
        values["result"] = hidden.removed(from: instance)
        values["method"] = .string(method)
        if !isReady { throw timedOut(definition, values.merging(["changed": .bool(outcome.changed)]) { $1 }) }
        outcome.values = values
        return outcome
    }

    private func timedOut(_ definition: Definition, _ values: Dict) -> ModuleFailure {
        ModuleFailure(
            "\"\(definition.kind)\" \"\(definition.name ?? "None")\": Timed out waiting on resource", values: values)
    }

    private func apply(_ definition: Definition) async throws(ModuleFailure) -> (Value?, [String]) {
        var words = ["apply"]
        if let serverSide = arguments.dict("server_side_apply") {
            words += ["--server-side", "--field-manager", serverSide["field_manager"]?.text ?? ""]
            if serverSide["force_conflicts"] == true { words.append("--force-conflicts") }
        }
        return try await change(words, definition, purpose: "Failed to apply object")
    }

    /// Tries the kinds of patches in their order: custom resources know no strategic merge.
    private func patch(_ definition: Definition) async throws(ModuleFailure) -> (Value?, [String]) {
        let types = arguments.strings("merge_type").flatMap { $0.isEmpty ? nil : $0 } ?? ["strategic-merge", "merge"]
        let path = try await kubectl.store(definition.value, as: "patch")
        var last = ModuleFailure("Failed to patch object: merge_type names no kind of patch")
        for type in types {
            let words = [
                "patch", "--type", type == "strategic-merge" ? "strategic" : "merge", "--patch-file", path,
            ]
            do throws(ModuleFailure) {
                return try await change(
                    words, Definition(definition.reference.mapping ?? [:]), purpose: "Failed to patch object")
            } catch {
                last = error
                let isUnsupported = ["UnsupportedMediaType", "415", "strategic merge patch"]
                    .contains { error.message.contains($0) }
                guard isUnsupported else { throw error }
            }
        }
        throw last
    }

    private func change(
        _ words: [String], _ definition: Definition, purpose: String
    ) async throws(ModuleFailure) -> (Value?, [String]) {
        let path = try await kubectl.store(definition.value)
        let result = try await kubectl.run(
            words + ["--filename", path, "--output", "json"] + (context.check ? ["--dry-run=server"] : []))
        guard result.succeeded else { throw ModuleFailure("\(purpose): \(result.kubectlReason)") }
        let warnings = result.errorText.lines.compactMap { line -> String? in
            line.hasPrefix("Warning: ") ? String(line.dropFirst("Warning: ".count)) : nil
        }
        return (try result.kubectlObject(purpose), warnings)
    }
}
