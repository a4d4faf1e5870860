import System

extension ConnectionSettings {
    /// The ssh command that reaches the host as these settings say and runs `command` there, as one line for a shell.
    ///
    /// No ssh is run: the line is there to be read, and to be tried by hand. Passwords and keys that are no files are not in it.
    public func sshCommandLine(running command: String) -> String {
        var options: [String] = []
        func add(_ keyword: String, _ value: String?) {
            if let value { options += ["-o", "\(keyword)=\(value)"] }
        }
        add("Port", port.map(String.init))
        for file in privateKeyFiles { add("IdentityFile", "\"\(file)\"") }
        add("User", user.map { "\"\($0)\"" })
        add("ConnectTimeout", String(Int(connectTimeout)))
        switch hostKeyChecking {
        case .off: add("StrictHostKeyChecking", "no")
        case .acceptNew: add("StrictHostKeyChecking", "accept-new")
        case .strict: add("StrictHostKeyChecking", "yes")
        case nil: break
        }
        return (["ssh"] + options + sshArguments + [host, command]).map(ShellQuote.quoted).joined(separator: " ")
    }
}
