import System

extension HostRecord {
    /// Makes a user with sudo without a password, unless there is one of that name.
    public func addAccount(_ account: String) async throws(HostError) {
        guard !["", "root", "0"].contains(account) else { return }
        let name = ShellQuote.quoted(account)
        let rule = ShellQuote.quoted("\(account) ALL=(ALL) NOPASSWD: ALL")
        let script = """
            id -u \(name) >/dev/null 2>&1 && exit
            useradd -m -s /bin/bash \(name) || exit
            mkdir -p /etc/sudoers.d && echo \(rule) >/etc/sudoers.d/\(name) && chmod 440 /etc/sudoers.d/\(name)
            """
        let result = try await run(["/bin/sh", "-c", script], user: "root", timeout: 30)
        guard result.succeeded else {
            throw HostError("the user \(account) cannot be made: \(HostError.lastLines(result.error).last ?? "")")
        }
    }
}
