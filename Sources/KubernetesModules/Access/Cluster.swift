import Modules
import System
import Values

/// The API of a cluster, asked through the host's `kubectl`, or through a ``KubectlProxy`` where several tasks ask it: what is
/// asked are the API's own paths, so that its answers and refusals arrive as they are.
final class Cluster<Base: System> {
    let kubectl: Kubectl<Base>
    private var documents: [String: [ResourceType]] = [:]
    private var chosen: KubectlProxy??

    init(_ kubectl: Kubectl<Base>) { self.kubectl = kubectl }

    var isCheck: Bool { kubectl.context.check }

    // Types

    /// nil where the API serves no such kind.
    func find(kind: String, apiVersion: String) async throws(APIFailure) -> ResourceType? {
        if documents[apiVersion] == nil, let known = await proxy()?.types[apiVersion],
            let type = ResourceType.find(kind, in: known)
        {
            return type
        }
        return ResourceType.find(kind, in: try await types(apiVersion))
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
        await proxy()?.types[groupVersion] = types
        return types
    }

    // Requests

    func get(_ path: String) async throws(APIFailure) -> Value? {
        try await send(.get(path))
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
        return try await send(.raw("POST", "create", path, object)) ?? .none
    }

    /// Puts an object, or one of its subresources, in place of what is there.
    func replace(
        _ type: ResourceType, _ object: Value, _ name: String, namespace: String?, subresource: String? = nil
    ) async throws(APIFailure) -> Value {
        let path = ResourceType.query(
            type.path(namespace: namespace, name: name, subresource: subresource), ["dryRun": isCheck ? "All" : nil])
        return try await send(.raw("PUT", "replace", path, object)) ?? .none
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
        return try await send(.raw("DELETE", "delete", path, .dict(body))) ?? .none
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
        let request = APIRequest(
            method: "PATCH",
            path: own(
                type, name, namespace,
                ["fieldManager": "kubectl-patch", "dryRun": isCheck ? "All" : nil]),
            object: patch, contentType: "application/\(kind.rawValue)-patch+json", words: words + ["--", name])
        return try await send(request) ?? .none
    }

    /// The path of one object; nil where its namespace is the one that kubectl chooses.
    private func own(
        _ type: ResourceType, _ name: String, _ namespace: String?, _ pairs: KeyValuePairs<String, String?>
    ) -> String? {
        guard !type.isNamespaced || namespace != nil else { return nil }
        return ResourceType.query(type.path(namespace: namespace, name: name), pairs)
    }

    /// Applies an object on the server's side (https://kubernetes.io/docs/reference/using-api/server-side-apply/).
    ///
    /// - Parameter options: `field_manager` and `force_conflicts`.
    func applyOnServer(
        _ type: ResourceType, _ object: Value, _ name: String, namespace: String?, _ options: Dict
    ) async throws(APIFailure) -> Value {
        var words = ["apply", "--server-side", "--validate=false", "--filename", "-", "--output", "json"]
        let manager = options["field_manager"]?.text ?? ""
        let isForced = options["force_conflicts"] == true
        words += ["--field-manager", manager]
        if isForced { words.append("--force-conflicts") }
        if isCheck { words.append("--dry-run=server") }
        let request = APIRequest(
            method: "PATCH",
            path: own(
                type, name, namespace,
                [
                    "fieldManager": manager, "force": isForced ? "true" : nil, "fieldValidation": "Ignore",
                    "dryRun": isCheck ? "All" : nil,
                ]),
            object: object, contentType: "application/apply-patch+yaml", words: words)
        return try await send(request) ?? .none
    }

    /// The warnings that the API sent with its answers.
    private(set) var warnings: [String] = []

    func takeWarnings() -> [String] {
        defer { warnings = [] }
        return warnings
    }

    /// Sends an object to a path; every answer is accepted.
    func post(_ path: String, _ object: Value) async throws(APIFailure) {
        _ = try await answer(.raw("POST", "create", path, object))
    }

    /// The text at a path.
    func text(_ path: String) async throws(APIFailure) -> String {
        String(decoding: try await answer(.get(path)), as: UTF8.self)
    }

    private func send(_ request: APIRequest) async throws(APIFailure) -> Value? {
        let answer = try await answer(request)
        guard !answer.allSatisfy({ $0 == 0x0A || $0 == 0x20 }) else { return nil }
        do throws(ValueError) { return try JSON.parse(answer) } catch {
            throw APIFailure(message: "kubectl \(request.words[0]): the answer is no JSON: \(error.message)")
        }
    }

    private func answer(_ request: APIRequest) async throws(APIFailure) -> [UInt8] {
        if let proxy = await proxy() {
            if let response = try await proxy.answer(request) {
                warnings += response.headers.filter { $0.name.lowercased() == "warning" }
                    .compactMap { APIWarning.text($0.value) }
                return response.body
            }
            if let way = kubectl.way, (try? await proxy.isOpen) != true { await KubectlProxies.shared.drop(way) }
        }
        let result: CommandResult
        do throws(ModuleFailure) { result = try await kubectl.run(request.words, object: request.object) } catch {
            throw APIFailure(message: error.message)
        }
        guard result.succeeded else { throw APIFailure(result) }
        warnings += result.errorText.lines.compactMap { line in
            line.hasPrefix("Warning: ") ? String(line.dropFirst("Warning: ".count)) : nil
        }
        return result.output
    }

    /// What all requests of this task go through; nil where that is kubectl.
    private func proxy() async -> KubectlProxy? {
        if let chosen { return chosen }
        var found: KubectlProxy?
        if let way = kubectl.way, let system = kubectl.machine.system as? LocalSystem {
            found = await KubectlProxies.shared.proxy(for: way, on: system)
        }
        chosen = .some(found)
        return found
    }
}
