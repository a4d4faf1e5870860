import Modules
import Values

/// The options by which the modules of Helm reach a cluster
/// (https://docs.ansible.com/ansible/latest/collections/kubernetes/core/helm_module.html).
enum HelmOptions {
    static let binary = Option("binary_path", .path)

    /// `validate_certs` has no default here: where it is not given, the environment of the host is asked.
    static let access: [Option] = [
        binary, Option("context", aliases: ["kube_context"]),
        Option("kubeconfig", .raw, aliases: ["kubeconfig_path"], noLog: true), Option("host"),
        Option("ca_cert", .path, aliases: ["ssl_ca_cert"]), Option("validate_certs", .bool, aliases: ["verify_ssl"]),
        Option("api_key", noLog: true),
    ]

    static let accessExclusive = [["context", "ca_cert"], ["context", "validate_certs"]]

    static let setValues = Option(
        "set_values", .list, elements: .dict,
        suboptions: ArgumentSpec([
            Option("value", required: true),
            Option("value_type", default: "raw", choices: ["raw", "string", "json", "file"]),
        ]))
}
