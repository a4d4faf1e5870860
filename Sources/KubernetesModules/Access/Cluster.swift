import Modules
import System
import Values

/// The API of a cluster, asked through the host's `kubectl`: what is asked are the API's own paths, so that its answers
/// and refusals arrive as they are.
final class Cluster<Base: System> {
    let kubectl: Kubectl<Base>
    private var documents: [String: [ResourceType]] = [:]

    init(_ kubectl: Kubectl<Base>) { self.kubectl = kubectl }

    var isCheck: Bool { kubectl.context.check }

    // Types

    /// nil where the API serves no such kind.
    func find(kind: String, apiVersion: String) async throws(APIFailure) -> ResourceType? {
        ResourceType.find(kind, in: try await types(apiVersion))
    }

    /// - Throws: the collection's failure where the API serves no such kind.
    func require(kind: String, apiVersion: String) async throws(ModuleFailure) -> ResourceType {
        let found: ResourceType?
        do throws(APIFailure) { found = try await find(kind: kind, apiVersion: apiVersion) } catch {
            throw ModuleFailure(error.message)
        }
        if let found { return found }
        throw ModuleFailure(
            "Failed to find exact match for \(apiVersion).\(kind.isEmpty ? "None" : kind) by "
                + "[kind, name, singularName, shortNames]")
    }

    /// The types of a group and version; none where the API serves no such group.
    func types(_ groupVersion: String) async throws(APIFailure) -> [ResourceType] {
        if let known = documents[groupVersion] { return known }
        let parts = groupVersion.split(separator: "/")
        guard !parts.isEmpty, parts.count < 3, !groupVersion.contains("?"), !groupVersion.contains("..") else {
            return []
        }
        let path = parts.count == 2 ? "/apis/\(groupVersion)" : "/api/\(groupVersion)"
        var types: [ResourceType] = []
        do throws(APIFailure) {
            types = ResourceType.all(of: try await get(path) ?? .none, groupVersion: groupVersion)
        } catch  where error.isNotFound {}
        documents[groupVersion] = types
        return types
    }

    // Requests

    func get(_ path: String) async throws(APIFailure) -> Value? {
        try await send(["get", "--raw", path])
    }

    /// An object; nil where there is none.
    func object(_ type: ResourceType, _ name: String, namespace: String?) async throws(APIFailure) -> Value? {
        do throws(APIFailure) {
            return try await get(type.path(namespace: namespace, name: name))
        } catch  where error.isNotFound || error.status == 405 {
            return nil
        }
    }

    /// Objects by selectors, each with its kind.
    func list(
        _ type: ResourceType, namespace: String?, labels: [String] = [], fields: [String] = []
    ) async throws(APIFailure) -> [Value] {
        let path = ResourceType.query(
            type.path(namespace: namespace),
            [
                "labelSelector": labels.isEmpty ? nil : labels.joined(separator: ","),
                "fieldSelector": fields.isEmpty ? nil : fields.joined(separator: ","),
            ])
        let items = try await get(path)?.mapping?["items"]?.sequence ?? []
        return items.map { item in
            guard var fields = item.mapping else { return item }
            if fields["kind"] == nil { fields["kind"] = .string(type.kind) }
            if fields["apiVersion"] == nil { fields["apiVersion"] = .string(type.groupVersion) }
            return .dict(fields)
        }
    }

    func create(_ type: ResourceType, _ object: Value, namespace: String?) async throws(APIFailure) -> Value {
        if type.isNamespaced, namespace == nil {
            throw APIFailure(message: "Namespace is required for \(type.groupVersion).\(type.kind)")
        }
        let path = ResourceType.query(type.path(namespace: namespace), ["dryRun": isCheck ? "All" : nil])
        return try await send(["create", "--raw", path, "--filename", "-"], object) ?? .none
    }

    /// Puts an object, or one of its subresources, in place of what is there.
    func replace(
        _ type: ResourceType, _ object: Value, _ name: String, namespace: String?, subresource: String? = nil
    ) async throws(APIFailure) -> Value {
        let path = ResourceType.query(
            type.path(namespace: namespace, name: name, subresource: subresource), ["dryRun": isCheck ? "All" : nil])
        return try await send(["replace", "--raw", path, "--filename", "-"], object) ?? .none
    }

    /// - Parameter options: the fields of DeleteOptions.
    func delete(
        _ type: ResourceType, _ name: String?, namespace: String?, options: Dict = [:], labels: [String] = []
    ) async throws(APIFailure) -> Value {
        var body: Dict = ["apiVersion": "v1", "kind": "DeleteOptions"]
        body.merge(options.filter { !$0.value.isNone }) { $1 }
        if isCheck { body["dryRun"] = ["All"] }
        let path = ResourceType.query(
            type.path(namespace: namespace, name: name),
            ["labelSelector": labels.isEmpty ? nil : labels.joined(separator: ",")])
        return try await send(["delete", "--raw", path, "--filename", "-"], .dict(body)) ?? .none
    }

    enum PatchKind: String {
        case json, merge
        case strategic = "strategic-merge"

        var argument: String { self == .strategic ? "strategic" : rawValue }
    }

    func patch(
        _ type: ResourceType, _ name: String, namespace: String?, _ patch: Value, _ kind: PatchKind
    ) async throws(APIFailure) -> Value {
        var words = ["patch", type.argument, "--type", kind.argument, "--patch-file", "/dev/stdin", "--output", "json"]
        if type.isNamespaced, let namespace { words += ["--namespace", namespace] }
        if isCheck { words.append("--dry-run=server") }
        return try await send(words + ["--", name], patch) ?? .none
    }

    func applyOnServer(_ object: Value, _ options: Dict) async throws(APIFailure) -> Value {
        var words = ["apply", "--server-side", "--validate=false", "--filename", "-", "--output", "json"]
        words += ["--field-manager", options["field_manager"]?.text ?? ""]
        if options["force_conflicts"] == true { words.append("--force-conflicts") }
        if isCheck { words.append("--dry-run=server") }
        return try await send(words, object) ?? .none
    }

    /// The warnings that the API sent with its answers.
    private(set) var warnings: [String] = []

    func takeWarnings() -> [String] {
        defer { warnings = [] }
        return warnings
    }

    /// Sends an object to a path; every answer is accepted.
    func post(_ path: String, _ object: Value) async throws(APIFailure) {
        _ = try await run(["create", "--raw", path, "--filename", "-"], object)
    }

    /// The text at a path.
    func text(_ path: String) async throws(APIFailure) -> String { try await run(["get", "--raw", path]).text }

    private func send(_ words: [String], _ object: Value? = nil) async throws(APIFailure) -> Value? {
        let result = try await run(words, object)
        do throws(ModuleFailure) { return try result.kubectlObject("kubectl \(words[0])") } catch {
            throw APIFailure(message: error.message)
        }
    }

    private func run(_ words: [String], _ object: Value? = nil) async throws(APIFailure) -> CommandResult {
        let result: CommandResult
        do throws(ModuleFailure) { result = try await kubectl.run(words, object: object) } catch {
            throw APIFailure(message: error.message)
        }
        guard result.succeeded else { throw APIFailure(result) }
        warnings += result.errorText.lines.compactMap { line in
            line.hasPrefix("Warning: ") ? String(line.dropFirst("Warning: ".count)) : nil
        }
        return result
    }
}
