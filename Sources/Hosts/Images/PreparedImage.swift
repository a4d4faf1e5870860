/// The images that are made on top of a suite's own. Their lists of packages are gone and therefore old: what asks for
/// lists of a certain age fetches them.
enum PreparedImage {
    /// A system that boots, with what images for testing roles have.
    static let booting = """
        FROM base
        ENV DEBIAN_FRONTEND=noninteractive
        RUN apt-get update \\
            && apt-get install -y --no-install-recommends systemd systemd-sysv dbus libpam-systemd sudo python3 \\
                python3-apt iproute2 iputils-ping procps kmod ca-certificates cron rsync curl wget gnupg less \\
                netcat-openbsd locales \\
            && apt-get clean && rm -rf /var/lib/apt/lists/* \\
            && rm -f /usr/sbin/policy-rc.d /etc/machine-id /var/lib/dbus/machine-id && : >/etc/machine-id
        RUN systemctl mask getty@tty1.service console-getty.service getty.target e2scrub_reap.service \\
                apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer fstrim.timer \\
                systemd-journal-catalog-update.service systemd-update-utmp.service systemd-networkd.service \\
                systemd-timesyncd.service systemd-resolved.service dev-hugepages.mount dev-mqueue.mount \\
                sys-kernel-debug.mount sys-kernel-tracing.mount sys-fs-fuse-connections.mount \\
                systemd-remount-fs.service systemd-udevd.service systemd-udev-trigger.service \\
                systemd-udevd-kernel.socket systemd-udevd-control.socket systemd-modules-load.service \\
                systemd-sysctl.service systemd-firstboot.service systemd-random-seed.service \\
                systemd-machine-id-commit.service systemd-pcrphase.service modprobe@configfs.service \\
            && mkdir -p /etc/systemd/journald.conf.d \\
            && printf '[Journal]\\nStorage=volatile\\nRuntimeMaxUse=16M\\n' >/etc/systemd/journald.conf.d/volatile.conf \\
            && touch -d @0 /var/lib/apt/lists
        ENV DEBIAN_FRONTEND=
        CMD ["/lib/systemd/systemd"]
        """

    /// What Molecule adds to an image that is not made for it: Python, sudo and the tools that facts come from.
    static func forModules(_ image: String, environment: [String: String]) -> String {
        let variables = environment.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }.map { name, value in
            "ENV \(name)=\"\(value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("$", with: "\\$"))\"\n"
        }
        return """
            FROM \(image)
            \(variables.joined())RUN export DEBIAN_FRONTEND=noninteractive \\
                && apt-get update \\
                && apt-get install -y python3 sudo bash ca-certificates iproute2 python3-apt aptitude rsync \\
                && apt-get clean && rm -rf /var/lib/apt/lists/* && touch -d @0 /var/lib/apt/lists
            """
    }
}

extension String {
    fileprivate func replacing(_ text: Character, with other: String) -> String {
        reduce(into: "") { $0 += $1 == text ? other : String($1) }
    }
}
