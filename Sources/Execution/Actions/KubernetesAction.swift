import Diagnostics
import System
import Templating
import Values

/// `kubernetes.core.k8s` on the controller: finds `src` and renders `template` there, and sends what comes of them as
/// the definition.
struct KubernetesAction: Action {
    static let names = ["kubernetes.core.k8s", "community.kubernetes.k8s"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        var arguments = call.arguments
        let file = ControllerFile(call)
        var texts: [String] = []
        if let source = call.string("src"), !source.isEmpty {
            if ["http://", "https://", "ftp://"].contains(where: source.hasPrefix) { return .request(call.request()) }
            arguments["src"] = nil
            let path = try await file.find(source, kind: "files").path
            texts.append(String(decoding: try await file.read(path), as: UTF8.self))
        }
        if let templates = arguments["template"], !templates.isNone {
            arguments["template"] = nil
            for template in templates.sequence ?? [templates] {
                texts.append(try await rendered(template, call, file))
            }
        }
        guard !texts.isEmpty else { return .request(call.request()) }
        let definition = Array(texts.joined(separator: "\n---\n").utf8)
        return .request(call.request(call.name, arguments, contents: ["definition": Content(definition)]))
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
