import Modules
import System
import Values

/// Brings single objects to the state that a task of `k8s` or `k8s_service` asks for.
struct ObjectTask<Base: System> {
    private let arguments: Arguments
    private let cluster: Cluster<Base>
    private let waiting: Waiting<Base>
    private let hidden: HiddenFields

    init(_ arguments: Arguments, _ cluster: Cluster<Base>) {
        self.arguments = arguments
        self.cluster = cluster
        waiting = Waiting(arguments, cluster)
        hidden = HiddenFields(arguments.strings("hidden_fields") ?? [])
    }

    private var isCheck: Bool { cluster.isCheck }

    func bring(_ given: Definition) async throws(ModuleFailure) -> Outcome {
        var definition = given
        let warnings = try await validate(definition)
        let type = try await cluster.require(kind: definition.kind, apiVersion: definition.apiVersion)
        definition.object["kind"] = .string(type.kind)
        definition.object["apiVersion"] = .string(type.groupVersion)
        let givenName = definition.name
        if arguments.bool("append_hash") == true { try appendHash(to: &definition) }
        var outcome: Outcome
        if arguments.string("state") == "absent" {
            outcome = try await ObjectRemoval(arguments, cluster, waiting).remove(definition, type)
        } else if let labels = arguments.strings("label_selectors"), !labels.isEmpty,
            !LabelSelector(labels).matches(definition)
        {
            let message =
                "resource 'kind=\(given.kind),name=\(givenName ?? "None"),"
                + "namespace=\(definition.namespace ?? "None")' filtered by label_selectors."
            outcome = Outcome(message: message, values: ["result": .dict([:])])
        } else {
            outcome = try await write(definition, type, givenName)
        }
        outcome.warnings += warnings
        return outcome
    }

    private func appendHash(to definition: inout Definition) throws(ModuleFailure) {
        let found: String?
        do throws(ValueError) {
            found = try ResourceHash.suffix(of: definition.object) { Digest.hex(.sha256, $0) }
        } catch {
            throw ModuleFailure(error.message)
        }
        guard let suffix = found else { return }
        for key: Value in ["name", "generateName"] {
            guard let text = definition.metadata[key]?.text else { continue }
            definition.metadata[key] = .string("\(text)-\(suffix)")
            return
        }
    }

    /// Asks the API what it thinks of the definition, where `validate` asks for that.
    private func validate(_ definition: Definition) async throws(ModuleFailure) -> [String] {
        guard let wanted = arguments.dict("validate") else { return [] }
        let result = try await cluster.kubectl.run(
            ["apply", "--dry-run=server", "--validate=\(wanted["strict"] != false)", "--filename", "-"],
            object: definition.value)
        guard !result.succeeded else { return [] }
        let message = "\(definition.kind) \(definition.name ?? ""): \(APIFailure(result).message)"
        if wanted["fail_on_error"] == true { throw ModuleFailure(message) }
        return [message]
    }

    // Writing

    private struct Written {
        var method: String
        var object: Value
    }

    private func write(
        _ definition: Definition, _ type: ResourceType, _ givenName: String?
    ) async throws(ModuleFailure) -> Outcome {
        let existing = try await read(definition, type)
        let written: Written
        if arguments.bool("apply") == true {
            written = Written(method: "apply", object: try await apply(definition, type, existing))
        } else if existing == nil {
            if arguments.string("state") == "patched" {
                return Outcome(
                    values: ["result": .dict([:])],
                    warnings: [
                        "resource 'kind=\(definition.kind),name=\(definition.name ?? "None")' was not found but will "
                            + "not be created as 'state' parameter has been set to 'patched'"
                    ])
            }
            written = Written(method: "create", object: try await create(definition, type))
        } else if arguments.bool("force") == true {
            written = Written(method: "replace", object: try await replace(definition, type, existing ?? .none))
        } else {
            written = Written(method: "update", object: try await update(definition, type))
        }
        return try await outcome(of: written, definition, type, existing, givenName)
    }

    private func outcome(
        of written: Written, _ definition: Definition, _ type: ResourceType, _ existing: Value?, _ givenName: String?
    ) async throws(ModuleFailure) -> Outcome {
        var instance = written.object
        var values: Dict = [:]
        var isReady = true
        if waiting.isAsked, !isCheck {
            let seen = Definition(instance.mapping ?? [:])
            let answer = try await waiting.wait(for: type, seen.name ?? definition.name, namespace: seen.namespace)
            instance = answer.object ?? .dict([:])
            values["duration"] = .int(answer.duration)
            isReady = answer.isReady
        }
        var outcome = Outcome(changed: true, warnings: cluster.takeWarnings())
        if written.method != "create" {
            let difference = ObjectDifference(existing?.mapping ?? [:], instance.mapping ?? [:])
            outcome.changed = difference.map { !$0.isMeaningless } ?? false
            outcome.show(difference, hiding: hidden, &values, in: cluster.kubectl.context)
            if difference != nil, !outcome.changed {
                outcome.warnings.append(
                    "No meaningful diff was generated, but the API may not be idempotent "
                        + "(only metadata.generation or metadata.resourceVersion were changed)")
            }
        }
        values["result"] = hidden.removed(from: instance)
        values["method"] = .string(written.method)
        if !isReady {
            values["changed"] = .bool(outcome.changed)
            throw waiting.timedOut(type.kind, givenName, values)
        }
        outcome.values = values
        return outcome
    }

    private func read(_ definition: Definition, _ type: ResourceType) async throws(ModuleFailure) -> Value? {
        guard let name = definition.name else { return nil }
        do throws(APIFailure) { return try await cluster.object(type, name, namespace: definition.namespace) } catch {
            throw error.reasonedFailure("Failed to retrieve requested object")
        }
    }

    private func create(_ definition: Definition, _ type: ResourceType) async throws(ModuleFailure) -> Value {
        do throws(APIFailure) {
            return try await cluster.create(type, definition.value, namespace: definition.namespace)
        } catch {
            throw error.reasonedFailure("Failed to create object")
        }
    }

    /// What is there keeps its version where the definition names none.
    private func replace(
        _ definition: Definition, _ type: ResourceType, _ existing: Value
    ) async throws(ModuleFailure) -> Value {
        var definition = definition
        if definition.metadata["resourceVersion"] == nil {
            definition.metadata["resourceVersion"] = existing.mapping?["metadata"]?.mapping?["resourceVersion"]
        }
        do throws(APIFailure) {
            return try await cluster.replace(
                type, definition.value, definition.name ?? "", namespace: definition.namespace)
        } catch {
            throw error.reasonedFailure("Failed to replace object")
        }
    }

    /// Tries the kinds of patches in their order: custom resources know no strategic merge.
    private func update(_ definition: Definition, _ type: ResourceType) async throws(ModuleFailure) -> Value {
        let given = arguments.strings("merge_type").flatMap { $0.isEmpty ? nil : $0 } ?? ["strategic-merge", "merge"]
        var last = APIFailure(message: "merge_type names no kind of patch")
        for word in given {
            guard let kind = Cluster<Base>.PatchKind(rawValue: word) else { continue }
            do throws(APIFailure) {
                return try await cluster.patch(
                    type, definition.name ?? "", namespace: definition.namespace, definition.value, kind)
            } catch {
                last = error
            }
        }
        throw last.reasonedFailure("Failed to patch object")
    }

    private func apply(
        _ definition: Definition, _ type: ResourceType, _ existing: Value?
    ) async throws(ModuleFailure) -> Value {
        guard let name = definition.name else {
            throw ModuleFailure("Failed to apply object: metadata.name is required")
        }
        do throws(APIFailure) {
            if let options = arguments.dict("server_side_apply") {
                return try await cluster.applyOnServer(
                    type, definition.value, name, namespace: definition.namespace, options)
            }
            guard let existing else {
                let annotated = try Self.prepared { () throws(ModuleFailure) in
                    try ApplyPatch.annotated(definition.object)
                }
                return try await cluster.create(type, .dict(annotated), namespace: definition.namespace)
            }
            let patch = try Self.prepared { () throws(ModuleFailure) in
                try ApplyPatch.patch(from: existing.mapping ?? [:], to: definition.object)
            }
            guard let patch else { return existing }
            return try await cluster.patch(type, name, namespace: definition.namespace, .dict(patch), .merge)
        } catch {
            throw error.reasonedFailure("Failed to apply object")
        }
    }

    private static func prepared<Answer>(
        _ work: () throws(ModuleFailure) -> Answer
    ) throws(APIFailure) -> Answer {
        do throws(ModuleFailure) { return try work() } catch { throw APIFailure(message: error.message) }
    }
}

extension Outcome {
    /// Tells what differs where a task shows differences; where nothing does, the difference is there and empty.
    mutating func show(
        _ difference: ObjectDifference?, hiding hidden: HiddenFields, _ values: inout Dict, in context: ModuleContext
    ) {
        guard context.diff else { return }
        guard let difference else {
            values["diff"] = .dict([:])
            return
        }
        diff = [
            Diff(
                before: hidden.removed(from: .dict(difference.before)),
                after: hidden.removed(from: .dict(difference.after)))
        ]
    }
}
