import Configuration
import Glibc

/// The tree below a directory of this machine, by chroot(8); the host is the directory's path.
///
/// Source: the options of the collection community.general's plugin `chroot`.
struct ChrootPlugin: ConnectionPlugin {
    let names = ["community.general.chroot", "chroot"]
    let options = SettingReference.options(
        """
        remote_addr | string | null |  |  | ansible_host
        chroot_exe | string | "chroot" | ANSIBLE_CHROOT_EXE | chroot_connection:exe | ansible_chroot_exe
        disable_root_check | bool | false | ANSIBLE_CHROOT_DISABLE_ROOT_CHECK | \
        chroot_connection:disable_root_check | ansible_chroot_disable_root_check
        \(SettingReference.executable)
        """)

    func check(_ settings: ConnectionSettings) throws(ConnectionError) {
        try RootDirectory(settings.host).check()
        guard settings.options.flag("disable_root_check") == true || geteuid() == 0 else {
            throw ConnectionError(
                .unsupported,
                "chroot connection requires running as root. You can override this check with the `disable_root_check` "
                    + "option.")
        }
    }

    func open(
        _ settings: ConnectionSettings, note: @escaping @Sendable (String) -> Void
    ) async throws(ConnectionError) -> any Transport {
        let options = settings.options
        return ProgramTransport([
            options.text("chroot_exe") ?? "chroot", settings.host, options.text("executable") ?? "/bin/sh", "-c",
        ])
    }
}

/// A directory that holds a system's tree.
struct RootDirectory {
    let path: String

    init(_ path: String) { self.path = path }

    /// Throws where it is no directory or holds no shell.
    func check() throws(ConnectionError) {
        var info = stat()
        guard !path.hasPrefix("-"), stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR else {
            throw ConnectionError(.unsupported, "\(path) is not a directory")
        }
        // A link there may lead to a place of that tree.
        guard lstat("\(path)/bin/sh", &info) == 0,
            info.st_mode & S_IFMT == S_IFLNK || access("\(path)/bin/sh", X_OK) == 0
        else {
            throw ConnectionError(
                .unsupported, "\(path) does not look like a chrootable dir (/bin/sh missing)")
        }
    }
}
