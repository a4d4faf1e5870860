import Jinja
import Templating
import Values

/// The filters of kubernetes.core.
enum KubernetesFilters {
    static let rows = [
        FilterRow("k8s_config_resource_name") { call throws(TemplateError) in
            guard let object = call.input.mapping, object["kind"] != nil,
                let name = object["metadata"]?.mapping?["name"]?.text
            else { throw call.failure("resource must have a metadata.name key to generate a resource name") }
            let suffix = try raising { () throws(ValueError) in
                try ResourceHash.suffix(of: object) { Digest.hexadecimal(Digest.bytes(of: $0, "sha256")) }
            }
            guard let suffix else {
                throw call.failure("a resource name can be generated for a ConfigMap or a Secret only")
            }
            return .string("\(name)-\(suffix)")
        }
    ]
}
