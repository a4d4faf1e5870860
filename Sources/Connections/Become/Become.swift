import System

/// Becoming another user on the host.
public struct Become: Sendable, Hashable {
    public enum Method: String, Sendable, Hashable, CaseIterable {
        case sudo, su, doas

        /// By the name that `ansible_become_method` gives; nil for a method that is not supported.
        public init?(name: String) { self.init(rawValue: name.split(separator: ".").last.map(String.init) ?? name) }
    }

    public var method: Method
    public var user: String
    public var password: String?
    /// In place of the method's usual flags, split into words.
    public var flags: [String]?
    /// In place of the method's own program.
    public var executable: String?
    /// What su asks for a password with, without the colon; empty stands for the usual words of all languages.
    public var prompts: [String] = []
    /// How long becoming the user may take.
    public var patience: Patience?
    /// Where to go before the program is called, for users who may not stay where the login begins.
    public var directory: String?

    /// Whether what was printed before the user was become stays in the output of `raw`.
    public var keepsPreamble = false

    public init(
        method: Method = .sudo, user: String = "root", password: String? = nil, flags: [String]? = nil,
        executable: String? = nil, directory: String? = nil
    ) {
        self.method = method
        self.user = user
        self.password = password
        self.flags = flags
        self.executable = executable
        self.directory = directory
    }

    /// `script` for `sh -c`, run as the other user; a password is asked for with `prompt`.
    func command(_ script: String, prompt: String, shell: String = "/bin/sh") -> String {
        let program = executable ?? method.rawValue
        let shell = [shell, "-c", script]
        let words: [String]
        switch method {
        case .sudo:
            var flags = flags ?? ["-H", "-S", "-n"]
            if password != nil {
                // -n would refuse to ask; -S asks on standard error and reads the answer from standard input.
                flags = flags.map { $0.hasPrefix("-") && !$0.hasPrefix("--") ? $0.filter { $0 != "n" } : $0 }
                flags.removeAll { $0 == "-" || $0 == "--non-interactive" }
                if !flags.contains("-S") { flags.append("-S") }
                flags += ["-p", prompt]
            }
            words = [program] + flags + ["-u", user] + shell
        case .su: words = [program] + (flags ?? []) + [user, "-c", shell.map(ShellQuote.quoted).joined(separator: " ")]
        case .doas:
            let usual = password == nil ? ["-n"] : []
            words = [program] + (flags ?? usual) + ["-u", user] + shell
        }
        let line = words.map(ShellQuote.quoted).joined(separator: " ")
        return directory.map { "cd \(ShellQuote.quoted($0)) && \(line)" } ?? line
    }

    /// The command line as it is shown to the operator; no password is in it.
    public var commandLine: String { command("swiftplay-agent", prompt: "[sudo via ansible] password:") }

    /// What a prompt for a password looks like at the end of what was printed.
    func asksForPassword(_ printed: String, prompt: String) -> Bool {
        switch method {
        case .sudo: printed.hasSuffix(prompt)
        case .su: asksAsSu(printed.lowercased())
        case .doas: printed.hasSuffix(": ") && printed.lowercased().contains("password")
        }
    }
}
