import Testing
import Values

/// Values that would reach a program as its options, or as commands, are refused before any program runs.
@Suite struct OperandTests {
    private static let cases: [(module: String, arguments: Dict)] = [
        ("ansible.builtin.apt", ["name": "--config-file=/tmp/x"]), ("ansible.builtin.apt", ["name": ["a", " -oX=y"]]),
        ("ansible.builtin.apt", ["name": "a", "default_release": "-oDir=/tmp"]),
        ("ansible.builtin.apt", ["deb": "-x.deb"]), ("ansible.builtin.apt_key", ["file": "--homedir=/tmp"]),
        ("ansible.builtin.apt_key", ["id": "0123456789ABCDEF", "keyserver": "-x"]),
        ("ansible.builtin.pip", ["name": "--index-url=http://evil.example"]),
        ("ansible.builtin.pip", ["name": "a,--pre"]), ("ansible.builtin.pip", ["requirements": "-x"]),
        ("ansible.builtin.pip", ["name": "a", "virtualenv": "--python=x"]),
        ("ansible.builtin.dnf", ["name": ["--installroot=/tmp"]]), ("ansible.builtin.dnf", ["list": "--x"]),
        ("community.general.apk", ["name": ["--root=/tmp"]]), ("community.general.pacman", ["name": "a,--root=/tmp"]),
        ("ansible.builtin.git", ["repo": "--upload-pack=id", "dest": "/x"]),
        ("ansible.builtin.git", ["repo": "/x", "dest": "/x", "version": "--orphan"]),
        ("ansible.builtin.subversion", ["repo": "--config-dir=x", "dest": "/x"]),
        ("ansible.posix.synchronize", ["src": "-e id", "dest": "/x"]),
        ("ansible.builtin.group", ["name": "-r"]), ("ansible.builtin.user", ["name": "--root=/tmp"]),
        ("ansible.builtin.cron", ["name": "x", "user": "-e", "job": "y"]),
        ("ansible.builtin.hostname", ["name": "--host=x"]), ("ansible.builtin.getent", ["database": "-s", "key": "x"]),
        ("ansible.posix.sysctl", ["name": "--load=/x", "value": "1"]),
        ("community.general.modprobe", ["name": "-C/x"]),
        ("ansible.posix.mount", ["path": "-a", "state": "unmounted"]),
        ("ansible.posix.mount", ["path": "/x", "src": "--bind", "fstype": "none", "state": "mounted"]),
        ("ansible.builtin.service", ["name": "--all", "state": "stopped"]),
        ("ansible.builtin.systemd_service", ["name": "--root=/x", "state": "stopped"]),
        ("ansible.builtin.sysvinit", ["name": "-x", "state": "stopped"]),
        ("community.general.make", ["chdir": "/", "target": "--eval=x"]),
        ("community.general.make", ["chdir": "/", "params": ["--eval": "x"]]),
        ("ansible.builtin.iptables", ["chain": "-F"]), ("ansible.builtin.rpm_key", ["key": "--x"]),
        ("ansible.builtin.dpkg_selections", ["name": "-x", "selection": "hold"]),
        ("ansible.builtin.debconf", ["name": "--x"]), ("ansible.posix.acl", ["path": "-R"]),
        ("community.general.capabilities", ["path": "-r", "capability": "cap_chown=ep"]),
        ("community.general.filesystem", ["dev": "-x", "fstype": "ext4"]),
        ("community.general.lvol", ["vg": "-x", "lv": "y", "size": "1g"]),
        ("community.general.alternatives", ["name": "--x", "path": "/x"]),
        ("community.general.timezone", ["name": "--x"]),
        ("community.general.ufw", ["rule": "allow", "from_ip": "--x"]),
        ("community.general.seport", ["ports": "-x", "proto": "tcp", "setype": "t"]),
        ("ansible.posix.seboolean", ["name": "-x", "state": true]),
    ]

    @Test(arguments: cases) func isRefused(module: String, arguments: Dict) async throws {
        try await ModuleRun.inDirectory { run in
            let result = await run.result(module, arguments, check: true)
            #expect(result["failed"] == true)
            let message = result["msg"]?.text ?? ""
            #expect(message.hasPrefix("The value of '") && message.contains("must not begin with '-'"), "\(message)")
        }
    }

    @Test(arguments: [
        "git+ext::sh -c id", "svn+--config-dir=/x", "hg+http://a.example/r@--config=hooks.pre-update=id",
        "git+ssh://-oProxyCommand=id/x", "x @ git+ext::id", "bzr+ssh://u@-oProxyCommand=id/x",
    ]) func aRequirementThatIsACommandIsRefused(_ name: String) async throws {
        try await ModuleRun.inDirectory { run in
            let result = await run.result("ansible.builtin.pip", ["name": .string(name)], check: true)
            let message = result["msg"]?.text ?? ""
            #expect(result["failed"] == true && message.hasPrefix("The requirement '"), "\(message)")
        }
    }
}
