import Diagnostics
import System
import Templating
import Values
import YAML

/// The modules of kubernetes.core on the controller: where a task runs on the controller itself, finds its `kubeconfig`,
/// `src` and `local_path` as Ansible finds files; renders `template` and sends what comes of it as the definition.
struct KubernetesAction: Action {
    static let names = modules.flatMap { ["kubernetes.core.\($0)", "community.kubernetes.\($0)"] }

    private static let modules = [
        "k8s", "k8s_cluster_info", "k8s_cp", "k8s_drain", "k8s_exec", "k8s_info", "k8s_json_patch", "k8s_log",
        "k8s_rollback", "k8s_scale", "k8s_service", "helm", "helm_info", "helm_plugin", "helm_plugin_info",
        "helm_repository",
    ]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        var arguments = call.arguments
        let file = ControllerFile(call)
        var texts: [String] = []
        if call.target.directory() != nil {
            if let config = call.string("kubeconfig"), !config.isEmpty {
                arguments["kubeconfig"] = try await kubeconfig(config, file)
            }
            if let path = call.string("local_path"), !path.isEmpty, call.string("state") ?? "to_pod" == "to_pod" {
                arguments["local_path"] = .string(try await localPath(path, call, file))
            }
            let isAddress = ["http://", "https://", "ftp://"].contains { call.string("src")?.hasPrefix($0) == true }
            if let source = call.string("src"), !source.isEmpty, !isAddress {
                arguments["src"] = nil
                let path = try await file.find(source, kind: "files").path
                texts.append(String(decoding: try await file.read(path), as: UTF8.self))
            }
        }
        if let templates = arguments["template"], !templates.isNone {
            guard call.name.hasSuffix(".k8s") else {
                throw TaskFailure("'template' is only a supported parameter for the 'k8s' module.")
            }
            // Beside what it excludes it stays, for the module to refuse.
            let others = ["definition", "resource_definition", "inline", "src"]
            guard !others.contains(where: { call.arguments[.string($0)]?.isNone == false }) else {
                return .request(call.request(call.name, call.arguments))
            }
            arguments["template"] = nil
            for template in templates.sequence ?? [templates] {
                texts.append(try await rendered(template, call, file))
            }
        }
        guard !texts.isEmpty else { return .request(call.request(call.name, arguments)) }
        let definition = Array(texts.joined(separator: "\n---\n").utf8)
        return .request(call.request(call.name, arguments, contents: ["definition": Content(definition)]))
    }

    /// The files between colons where Ansible finds them; one that a vault has sealed is opened and its content handed on.
    private func kubeconfig(_ given: String, _ file: ControllerFile) async throws(TaskFailure) -> Value {
        let names = given.split(separator: ":").map(String.init)
        var paths: [String] = []
        for name in names {
            let path = try await file.find(name, kind: "files").path
            paths.append(path)
            guard try await file.isVaulted(path) else { continue }
            guard names.count == 1 else {
                throw TaskFailure("kubeconfig: '\(name)' is vaulted, and cannot be one of several files")
            }
            let text = String(decoding: try await file.read(path), as: UTF8.self)
            do throws(Diagnostic) {
                guard let node = try YAMLParser.documents(SourceFile(name: path, text: text)).first else { return "" }
                return try ValueBuilder(trusted: false).value(of: node)
            } catch {
                throw TaskFailure(error)
            }
        }
        return .string(paths.joined(separator: ":"))
    }

    /// A file that is there as it is named, or where Ansible finds it.
    private func localPath(
        _ path: String, _ call: ActionCall, _ file: ControllerFile
    ) async throws(TaskFailure) -> String {
        if (try? await call.run.local.info(path, follow: true)) ?? nil != nil { return path }
        do throws(TaskFailure) { return try await file.find(path, kind: "files").path } catch {
            throw TaskFailure("\(path) does not exist in local filesystem")
        }
    }

    /// - Parameter template: a path, or a dict with `path` and the syntax of the template.
    private func rendered(
        _ template: Value, _ call: ActionCall, _ file: ControllerFile
    ) async throws(TaskFailure) -> String {
        guard let name = template.text ?? template.mapping?["path"]?.text else {
            throw TaskFailure(
                "Error while reading template file - a string or dict expected, but got \(template.typeName) instead")
        }
        let (path, info) = try await file.find(name, kind: "templates")
        let text = String(decoding: try await file.read(path), as: UTF8.self)
        let settings = call.with(arguments: template.mapping ?? [:])
        do throws(Diagnostic) {
            return try call.templar.renderFile(
                SourceFile(name: path, text: text), syntax: try TemplateAction.syntax(settings),
                searchPaths: TemplateAction.searchPaths(call, path),
                variables: TemplateAction.variables(
                    call, source: name, path: path, destination: "", modified: info.modified))
        } catch {
            throw TaskFailure(error)
        }
    }
}
