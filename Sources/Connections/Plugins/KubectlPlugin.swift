import Configuration

/// Containers of pods by `kubectl exec`, or `oc exec`; the host is the pod's name.
///
/// Passwords, tokens and configurations given as structures never stand in arguments: they go by a kubeconfig that
/// lives in memory.
///
/// Source: the options of the collection kubernetes.core's plugin `kubectl` and of community.okd's `oc`.
struct KubectlPlugin: ConnectionPlugin {
    enum Program: String {
        case kubernetes = "kubectl"
        case openShift = "oc"
    }

    let names: [String]
    let options: [SettingReference]
    private let program: String

    init(_ program: Program) {
        self.program = program.rawValue
        switch program {
        case .kubernetes: names = ["kubernetes.core.kubectl", "kubectl", "community.kubernetes.kubectl"]
        case .openShift: names = ["community.okd.oc", "oc"]
        }
        options = SettingReference.options(Self.rows(program.rawValue))
    }

    private static func rows(_ word: String) -> String {
        """
        remote_addr | string | null |  |  | ansible_host
        pod | string | "" | K8S_AUTH_POD |  | ansible_\(word)_pod
        container | string | "" | K8S_AUTH_CONTAINER |  | ansible_\(word)_container
        namespace | string | "" | K8S_AUTH_NAMESPACE |  | ansible_\(word)_namespace
        extra_args | string | "" | K8S_AUTH_EXTRA_ARGS |  | ansible_\(word)_extra_args
        local_env_vars | dict | {} |  |  | ansible_\(word)_local_env_vars
        kubeconfig | raw | "" | K8S_AUTH_KUBECONFIG |  | ansible_\(word)_kubeconfig,ansible_\(word)_config
        context | string | "" | K8S_AUTH_CONTEXT |  | ansible_\(word)_context
        host | string | "" | K8S_AUTH_HOST,K8S_AUTH_SERVER |  | ansible_\(word)_host,ansible_\(word)_server
        username | string | "" | K8S_AUTH_USERNAME |  | ansible_\(word)_username,ansible_\(word)_user
        password | string | "" | K8S_AUTH_PASSWORD |  | ansible_\(word)_password
        token | string | null | K8S_AUTH_TOKEN,K8S_AUTH_API_KEY |  | ansible_\(word)_token,ansible_\(word)_api_key
        client_cert | string | "" | K8S_AUTH_CERT_FILE |  | ansible_\(word)_cert_file,ansible_\(word)_client_cert
        client_key | string | "" | K8S_AUTH_KEY_FILE |  | ansible_\(word)_key_file,ansible_\(word)_client_key
        ca_cert | string | "" | K8S_AUTH_SSL_CA_CERT |  | ansible_\(word)_ssl_ca_cert,ansible_\(word)_ca_cert
        validate_certs | string | "" | K8S_AUTH_VERIFY_SSL |  | \
        ansible_\(word)_verify_ssl,ansible_\(word)_validate_certs
        \(SettingReference.executable)
        """
    }

    func check(_ settings: ConnectionSettings) throws(ConnectionError) {
        let pod = settings.options.text("pod") ?? settings.host
        guard !pod.hasPrefix("-") else {
            throw ConnectionError(.unsupported, "'\(pod)' is no name of a pod")
        }
    }

    func open(
        _ settings: ConnectionSettings, note: @escaping @Sendable (String) -> Void
    ) async throws(ConnectionError) -> any Transport {
        let options = settings.options
        var environment = Dictionary(
            options.mapping("local_env_vars").map { ($0.name, $0.text) }, uniquingKeysWith: { $1 })
        let files = try KubeconfigFiles(options, environment)
        if let paths = files.paths { environment["KUBECONFIG"] = paths }
        var command = [program]
        let flags = [
            ("namespace", "-n"), ("context", "--context"), ("host", "--server"),
            ("client_cert", "--client-certificate"),
            ("client_key", "--client-key"), ("ca_cert", "--certificate-authority"),
        ]
        for (name, flag) in flags {
            if let text = options.text(name) { command += [flag, text] }
        }
        if let user = files.user { command += ["--user", user] }
        if let checks = options.text("validate_certs") {
            command.append("--insecure-skip-tls-verify=\(!Configuration.isTrue(checks))")
        }
        command += options.words("extra_args") + ["exec", "-i", options.text("pod") ?? settings.host]
        if let container = options.text("container") { command += ["-c", container] }
        command += ["--", options.text("executable") ?? "/bin/sh", "-c"]
        return ProgramTransport(command, environment: environment, keeping: files)
    }
}
