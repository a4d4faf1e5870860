/// As whom and how to connect to hosts.
struct ConnectionOptions: Sendable {
    var privateKey: String?
    var user: String?
    var connection: String?
    var timeout: Int?
    var sshCommonArgs: String?
    var sftpExtraArgs: String?
    var scpExtraArgs: String?
    var sshExtraArgs: String?
    var askPass = false
    var connectionPasswordFile: String?

    static let arguments: [Argument<Self>] =
        [
            .value(
                "--private-key", "--key-file", as: "PRIVATE_KEY_FILE", sets: \.privateKey,
                help: "file of the key to log in with"),
            .value("-u", "--user", as: "REMOTE_USER", sets: \.user, help: "log in as this user"),
            .value(
                "-c", "--connection", as: "CONNECTION", sets: \.connection, help: "kind of connection (default=ssh)"),
            .number(
                "-T", "--timeout", as: "TIMEOUT", sets: \.timeout,
                help: "seconds until an attempt to connect is given up"),
            .value(
                "--ssh-common-args", as: "SSH_COMMON_ARGS", sets: \.sshCommonArgs,
                help: "arguments as ssh takes them, such as -o ProxyCommand=..."),
            .value("--sftp-extra-args", as: "SFTP_EXTRA_ARGS", sets: \.sftpExtraArgs, help: "arguments for sftp alone"),
            .value("--scp-extra-args", as: "SCP_EXTRA_ARGS", sets: \.scpExtraArgs, help: "arguments for scp alone"),
            .value("--ssh-extra-args", as: "SSH_EXTRA_ARGS", sets: \.sshExtraArgs, help: "arguments for ssh alone"),
        ].under("Connection Options", "as whom and how to connect to hosts") + [
            .flag("-k", "--ask-pass", sets: \.askPass, help: "ask for the password of the connection")
                .exclusive("connection password"),
            .value(
                "--connection-password-file", "--conn-pass-file", as: "CONNECTION_PASSWORD_FILE",
                sets: \.connectionPasswordFile, help: "file of the connection's password"
            ).exclusive("connection password"),
        ]
}
