/// Names of hosts and users that ssh takes: those that reach no shell and no option as anything but a name.
///
/// Source: what OpenSSH's ssh refuses (ssh.c, valid_hostname and valid_ruser). A name may come from an inventory plugin, a fact
/// or a registered result, and stands in ProxyCommand as it is.
public enum SSHName {
    /// - Throws: an error that leaves the host unreachable, in ssh's words.
    public static func check(host: String, user: String? = nil) throws(ConnectionError) {
        guard isHost(host) else { throw .ssh(.connect, "hostname contains invalid characters") }
        guard user.map(isUser) ?? true else { throw .ssh(.connect, "remote username contains invalid characters") }
    }

    static func isHost(_ name: String) -> Bool {
        !name.hasPrefix("-")
            && name.unicodeScalars.allSatisfy { scalar in
                !isControl(scalar) && !isSpace(scalar) && !"'`\"$\\;&<>|(){},".unicodeScalars.contains(scalar)
            }
    }

    static func isUser(_ name: String) -> Bool {
        guard !name.hasPrefix("-"), !name.hasSuffix("\\") else { return false }
        var isAfterSpace = false
        for scalar in name.unicodeScalars {
            if isControl(scalar) || "'`\";&<>|(){}".unicodeScalars.contains(scalar) { return false }
            if isAfterSpace, scalar == "-" { return false }
            isAfterSpace = isSpace(scalar)
        }
        return true
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.value < 0x20 || scalar.value == 0x7F }
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || (9...13).contains(scalar.value) }
}

extension ConnectionSettings {
    /// Refuses names that a program which leads to the host, or to its users, would take for options.
    func checkNames() throws(ConnectionError) {
        if kind == .ssh {
            try SSHName.check(host: host, user: user)
        } else if kind != .local {
            for (what, name) in [("host", host), ("user", user ?? "")] where name.hasPrefix("-") {
                throw ConnectionError(.connect, "The name of the \(what) must not begin with '-': \(name)")
            }
        }
        if let user = become?.user, user.hasPrefix("-") {
            throw ConnectionError(.become, "The name of the user to become must not begin with '-': \(user)")
        }
    }
}
