import Configuration
import Glibc

/// Containers of systemd-nspawn: one that runs by the name of its machine, and the tree below a directory, which a
/// container is started on for each channel, by the directory's path.
struct NspawnPlugin: ConnectionPlugin {
    let names = ["community.general.nspawn", "nspawn"]
    let options = SettingReference.options(
        """
        remote_addr | string | null |  |  | ansible_host,ansible_nspawn_host
        remote_user | string | null | ANSIBLE_REMOTE_USER | defaults:remote_user | ansible_user,ansible_nspawn_user
        nspawn_executable | string | "systemd-nspawn" | ANSIBLE_NSPAWN_EXECUTABLE | nspawn_connection:executable | \
        ansible_nspawn_executable
        nspawn_extra_args | string | "" | ANSIBLE_NSPAWN_EXTRA_ARGS | nspawn_connection:extra_args | \
        ansible_nspawn_extra_args
        \(SettingReference.executable)
        """)

    private func isDirectory(_ settings: ConnectionSettings) -> Bool { settings.host.hasPrefix("/") }

    func check(_ settings: ConnectionSettings) throws(ConnectionError) {
        guard geteuid() == 0 else {
            throw ConnectionError(.unsupported, "nspawn connection requires running as root.")
        }
        if isDirectory(settings) { return try RootDirectory(settings.host).check() }
        if settings.options.text("nspawn_extra_args") != nil {
            throw ConnectionError(
                .unsupported,
                "ansible_nspawn_extra_args cannot be honoured for '\(settings.host)', a container that runs already; it "
                    + "is for directories")
        }
    }

    func open(
        _ settings: ConnectionSettings, note: @escaping @Sendable (String) -> Void
    ) async throws(ConnectionError) -> any Transport {
        let options = settings.options
        let shell = [options.text("executable") ?? "/bin/sh", "-c"]
        let user = options.text("remote_user")
        if isDirectory(settings) {
            // As a second process, so that signals end what runs.
            var command = [options.text("nspawn_executable") ?? "systemd-nspawn", "-q", "--pipe", "--as-pid2"]
            command += options.words("nspawn_extra_args") + ["-D", settings.host]
            if let user { command += ["-u", user] }
            return ProgramTransport(command + shell)
        }
        // All of its namespaces by the process that it began with, whether or not systemd runs there.
        let enter = """
            l=$(machinectl show -p Leader --value -- "$1") && [ "$l" ] || exit 125; shift; \
            exec nsenter -a -r -w -t "$l" -- "$@"
            """
        let login = user.map { ["su", "-s", shell[0], "--", $0, "-c"] } ?? shell
        return ProgramTransport(["/bin/sh", "-c", enter, "nspawn", settings.host] + login)
    }
}
