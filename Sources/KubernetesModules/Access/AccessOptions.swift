import Modules
import Values

/// The options by which every module of kubernetes.core reaches a cluster
/// (https://docs.ansible.com/ansible/latest/collections/kubernetes/core/k8s_module.html).
enum AccessOptions {
    static let all: [Option] = [
        Option("kubeconfig", .raw, noLog: true), Option("context"), Option("host"), Option("api_key", noLog: true),
        Option("username"), Option("password", noLog: true), Option("validate_certs", .bool, aliases: ["verify_ssl"]),
        Option("ca_cert", .path, aliases: ["ssl_ca_cert"]), Option("client_cert", .path, aliases: ["cert_file"]),
        Option("client_key", .path, aliases: ["key_file"]), Option("proxy"), Option("no_proxy"),
        Option(
            "proxy_headers", .dict,
            suboptions: ArgumentSpec([
                Option("proxy_basic_auth", noLog: true), Option("basic_auth", noLog: true), Option("user_agent"),
            ])),
        Option("persist_config", .bool), Option("impersonate_user"),
        Option("impersonate_groups", .list, elements: .string),
    ]

    /// Waiting, as `k8s`, `k8s_info` and others take it.
    static let waiting: [Option] = [
        Option("wait", .bool, default: false), Option("wait_sleep", .int, default: 5),
        Option("wait_timeout", .int, default: 120),
        Option(
            "wait_condition", .dict,
            suboptions: ArgumentSpec([
                Option("type"),
                Option("status", .raw, default: true, choices: [true, false, "True", "False", "Unknown"]),
                Option("reason"),
            ])),
    ]

    /// What names an object, and the kind of it.
    static let naming: [Option] = [
        Option("kind"), Option("name"), Option("namespace"),
        Option("api_version", default: "v1", aliases: ["api", "version"]),
    ]

    /// Where the definition of an object comes from.
    static let definition: [Option] = [
        Option("resource_definition", .raw, aliases: ["definition", "inline"]), Option("src", .path),
    ]
}
