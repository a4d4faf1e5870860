import Diagnostics
import Jinja
import Loading
import Templating
import Values
import YAML

/// `kubernetes.core.k8s`, `kubernetes.core.kustomize`: objects of a cluster, and what kustomize makes of a directory.
enum KubernetesLookups {
    static let rows = [
        LookupRow("k8s") { call throws(TemplateError) in try objects(call) },
        LookupRow("kustomize") { call throws(TemplateError) in [.string(try kustomization(call))] },
    ]

    /// The options by which a cluster is reached; they are those of the modules.
    private static let access = [
        "kubeconfig", "context", "host", "api_key", "username", "password", "validate_certs", "verify_ssl", "ca_cert",
        "ssl_ca_cert", "client_cert", "cert_file", "client_key", "key_file", "proxy", "no_proxy", "proxy_headers",
        "persist_config", "impersonate_user", "impersonate_groups",
    ]

    private static func objects(_ call: LookupCall) throws(TemplateError) -> [Value] {
        var arguments: Dict = [:]
        for option in access { if let value = call[option] { arguments[.string(option)] = value } }
        switch try call.text("cluster_info") {
        case "version":
            let info = try result(of: "k8s_cluster_info", arguments, call)
            return [info["version"]?.mapping?["server"] ?? .none]
        case "api_groups":
            let info = try result(of: "k8s_cluster_info", arguments, call)
            var groups: [Value] = []
            for version in info["apis"]?.mapping?.keys.compactMap(\.text) ?? [] {
                let parts = version.split(separator: "/")
                let group = Value.string(parts.count == 2 ? String(parts[0]) : "")
                if !groups.contains(group) { groups.append(group) }
            }
            return [.list(groups)]
        case nil: break
        case let word?: throw call.failure("cluster_info is one of api_groups, version, not '\(word)'")
        }
        var wanted: Dict = [
            "kind": call["kind"] ?? .none, "name": call["resource_name"] ?? .none,
            "namespace": call["namespace"] ?? .none, "api_version": call["api_version"] ?? "v1",
        ]
        if let source = try call.text("src") {
            fill(&wanted, from: try definition(source, call))
        }
        if let definition = call["resource_definition"]?.mapping { fill(&wanted, from: definition) }
        guard wanted["kind"]?.text?.isEmpty == false else {
            throw call.failure(
                "Error: no Kind specified. Use the 'kind' parameter, or provide an object YAML configuration using the "
                    + "'resource_definition' parameter.")
        }
        arguments.merge(wanted.filter { !$0.value.isNone }) { $1 }
        for (option, name) in [("label_selector", "label_selectors"), ("field_selector", "field_selectors")] {
            if let selector = try call.text(option) { arguments[.string(name)] = [.string(selector)] }
        }
        let found = try result(of: "k8s_info", arguments, call)
        guard found["api_found"] == true else { throw call.failure(found["msg"]?.text ?? "") }
        return found["resources"]?.sequence ?? []
    }

    private static func fill(_ wanted: inout Dict, from definition: Dict) {
        wanted["kind"] = definition["kind"] ?? wanted["kind"]
        wanted["api_version"] = definition["apiVersion"] ?? wanted["api_version"]
        wanted["name"] = definition["metadata"]?.mapping?["name"] ?? wanted["name"]
        wanted["namespace"] = definition["metadata"]?.mapping?["namespace"] ?? wanted["namespace"]
    }

    private static func definition(_ source: String, _ call: LookupCall) throws(TemplateError) -> Dict {
        guard let path = call.files.find(source, in: "files"), let bytes = LocalFile.read(path) else {
            throw call.failure("[Errno 2] No such file or directory: '\(source)'")
        }
        do throws(Diagnostic) {
            let file = SourceFile(name: path, text: String(decoding: bytes, as: UTF8.self))
            guard let node = try YAMLParser.documents(file).first else { return [:] }
            return try ValueBuilder(trusted: false, duplicates: .ignore).value(of: node).mapping ?? [:]
        } catch {
            throw call.failure(error.briefMessage)
        }
    }

    private static func result(
        of module: String, _ arguments: Dict, _ call: LookupCall
    ) throws(TemplateError) -> Dict {
        guard let query = call.world.query else { throw call.failure("No module can be run here.") }
        let result = query("kubernetes.core.\(module)", arguments)
        if result["failed"] == true { throw call.failure(result["msg"]?.text ?? "") }
        return result
    }

    private static func kustomization(_ call: LookupCall) throws(TemplateError) -> String {
        let directory = try call.text("dir", ".")
        var found = try call.text("binary_path")
        if found == nil { found = find("kustomize", call) }
        if found == nil { found = find("kubectl", call) }
        guard let program = found else {
            throw call.failure("Failed to find required executable 'kubectl' and 'kustomize' in paths")
        }
        var words = [program]
        if program.hasSuffix("kustomize") {
            words += ["build", directory]
        } else if program.hasSuffix("kubectl") {
            words += ["kustomize", directory]
        } else {
            throw call.failure(
                "unexpected tool provided as parameter \(program), expected one of kustomize, kubectl.")
        }
        if call.flag("enable_helm", false) { words.append("--enable-helm") }
        let environment = call.world.environment.merging(try environment(call)) { $1 }
        guard let result = LocalProgram.capture(words, in: call.world.basedir, environment) else {
            throw call.failure("[Errno 2] No such file or directory: '\(program)'")
        }
        guard result.status == 0 else {
            var errors = String(decoding: result.errors, as: UTF8.self)
            while errors.hasSuffix("\n") { errors.removeLast() }
            throw call.failure(
                errors.isEmpty
                    ? "kustomize command failed with unknown error. exit code: \(result.status)"
                    : "kustomize command failed. exit code: \(result.status), error: \(errors)")
        }
        return String(decoding: result.output, as: UTF8.self)
    }

    private static func find(_ name: String, _ call: LookupCall) -> String? {
        // What stands in the option is one directory or a list of them.
        let given = call["opt_dirs"].map { $0.sequence ?? [$0] } ?? []
        let directories =
            given.compactMap(\.text)
            + (call.world.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map(String.init)
        return directories.lazy.map { "\($0)/\(name)" }.first(where: LocalFile.isExecutable)
    }

    /// `environment`: a dict, or pairs `key=value` between spaces.
    private static func environment(_ call: LookupCall) throws(TemplateError) -> [String: String] {
        var result: [String: String] = [:]
        if let pairs = call["environment"]?.mapping {
            for (key, value) in pairs { result[try key.python()] = try value.python() }
        } else if let text = call["environment"]?.text {
            for pair in text.split(separator: " ") {
                let parts = pair.split(separator: "=", omittingEmptySubsequences: false)
                guard parts.count == 2 else {
                    throw call.failure(
                        "environment should be dict or string in the format key=value, multiple pairs separated by space"
                    )
                }
                result[String(parts[0])] = String(parts[1])
            }
        }
        return result
    }
}
