import Configuration

/// Containers by `podman exec`.
///
/// Source: the options of the collection containers.podman's plugin `podman`.
struct PodmanPlugin: ConnectionPlugin {
    let names = ["containers.podman.podman", "podman"]
    let options = SettingReference.options(
        """
        remote_addr | string | null |  |  | ansible_host,ansible_podman_host
        remote_user | string | null | ANSIBLE_REMOTE_USER | defaults:remote_user | ansible_user
        podman_extra_args | string | "" | ANSIBLE_PODMAN_EXTRA_ARGS | defaults:podman_extra_args | \
        ansible_podman_extra_args
        podman_executable | string | "podman" | ANSIBLE_PODMAN_EXECUTABLE |  | ansible_podman_executable
        \(SettingReference.executable)
        """)

    func remoteShell(_ settings: ConnectionSettings, user: String?) -> RemoteShell? {
        let options = settings.options
        let command = [options.text("podman_executable") ?? "podman"] + options.words("podman_extra_args") + ["exec"]
        return RemoteShell(command + (user.map { ["-u", $0] } ?? []) + ["-i"], host: settings.host)
    }

    func open(
        _ settings: ConnectionSettings, note: @escaping @Sendable (String) -> Void
    ) async throws(ConnectionError) -> any Transport {
        let options = settings.options
        var command = [options.text("podman_executable") ?? "podman"] + options.words("podman_extra_args") + ["exec"]
        if let user = options.text("remote_user") { command += ["--user", user] }
        command += ["-i", "--", settings.host, options.text("executable") ?? "/bin/sh", "-c"]
        return ProgramTransport(command)
    }
}
