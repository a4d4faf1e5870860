import Configuration

/// Containers by `docker exec`.
///
/// Source: the options of the collection community.docker's plugin `docker`.
struct DockerPlugin: ConnectionPlugin {
    let names = ["community.docker.docker", "docker", "community.general.docker"]
    let options = SettingReference.options(
        """
        remote_addr | string | null |  |  | ansible_host,ansible_docker_host
        remote_user | string | null | ANSIBLE_REMOTE_USER | defaults:remote_user | ansible_user,ansible_docker_user
        docker_extra_args | string | "" |  | docker_connection:extra_cli_args | ansible_docker_extra_args
        container_timeout | int | 10 | ANSIBLE_TIMEOUT,ANSIBLE_DOCKER_TIMEOUT | \
        defaults:timeout,docker_connection:timeout | ansible_docker_timeout
        extra_env | dict | null |  |  | ansible_docker_extra_env
        working_dir | string | null | ANSIBLE_DOCKER_WORKING_DIR | docker_connection:working_dir | \
        ansible_docker_working_dir
        privileged | bool | false | ANSIBLE_DOCKER_PRIVILEGED | docker_connection:privileged | \
        ansible_docker_privileged
        \(SettingReference.executable)
        """)

    func patience(_ settings: ConnectionSettings) -> Become.Patience? {
        Become.Patience(
            seconds: settings.options.number("container_timeout") ?? 10,
            message: "timeout waiting for privilege escalation password prompt:\n")
    }

    func remoteShell(_ settings: ConnectionSettings, user: String?) -> RemoteShell? {
        let command = ["docker"] + settings.options.words("docker_extra_args") + ["exec"]
        return RemoteShell(command + (user.map { ["-u", $0] } ?? []) + ["-i"], host: settings.host)
    }

    func open(
        _ settings: ConnectionSettings, note: @escaping @Sendable (String) -> Void
    ) async throws(ConnectionError) -> any Transport {
        let options = settings.options
        let environment = ContainerEnvironment(options.mapping("extra_env"))
        var command = ["docker"] + options.words("docker_extra_args") + ["exec"]
        if let user = options.text("remote_user") { command += ["-u", user] }
        command += environment.arguments
        if let directory = options.text("working_dir") { command += ["-w", directory] }
        if options.flag("privileged") == true { command.append("--privileged") }
        command += ["-i", "--", settings.host, options.text("executable") ?? "/bin/sh", "-c"]
        return ProgramTransport(command, environment: environment.inherited)
    }
}
