import Glibc
import System

/// What a session needs to know, all of it decided: from the settings, the ssh arguments, the configuration files and
/// ssh's defaults, the first that says something winning.
struct SSHOptions: Sendable {
    /// As the inventory has it; what known_hosts is asked for unless an alias is set.
    var alias: String
    var hostName: String
    var port: Int
    var user: String
    var password: String?
    /// What a prompt must hold to be answered with the password; nil where any is (`sshpass_prompt`).
    var passwordPrompt: String?
    var passphrase: String?
    var privateKey: String?
    /// Existing files, in the order to try.
    var identityFiles: [String]
    var usesAgent: Bool
    var identityAgent: String?
    var checking: ConnectionSettings.HostKeyChecking
    /// The first is written to.
    var knownHostsFiles: [String]
    var hostKeyAlias: String?
    var proxyJump: String?
    var proxyCommand: String?
    var connectTimeout: Double
    var keepAliveInterval: Double
    var keepAliveCount: Int
    var retries: Int
    /// How much libssh says of its work: 0 for nothing, to 3.
    var verbosity: Int
    var algorithms: Algorithms
    var methods: Methods
    /// `inet` or `inet6`; nil for either.
    var addressFamily: String?
    var bindAddress: String?
    var revokedKeys: RevokedKeys?
    /// What the server is asked to set in the environment of programs.
    var environment: [(name: String, value: String)]
    /// What the configuration files say that is not honoured and bears on the host.
    var unhonoured: [String]

    /// Names of algorithms by preference; nil where libssh's usual ones are meant.
    struct Algorithms: Sendable {
        var ciphers: [String]
        var macs: [String]?
        var keyExchanges: [String]?
        var hostKeys: [String]?
        var publicKeys: [String]?
        var requiredRSASize: Int?
    }

    /// The ways to log in that may be tried.
    struct Methods: Sendable {
        var publicKey = true
        var password = true
        var interactive = true
    }

    init(_ settings: ConnectionSettings) async throws(ConnectionError) {
        let arguments = try SSHArguments(settings.sshArguments)
        let home = await Self.home()
        let files =
            arguments.configurationFile.map { [$0] } ?? settings.configurationFiles
            ?? ["\(home)/.ssh/config", "/etc/ssh/ssh_config"]
        let user = settings.user ?? arguments.values["user"]?.first
        let answer = await SSHConfiguration.read(files.filter { $0 != "none" }, home: home)
            .answer(for: settings.host, user: user)
        let configuration = answer.values
        unhonoured = answer.unhonoured
        func all(_ key: String) -> [String] { arguments.values[key] ?? configuration[key] ?? [] }
        func first(_ key: String) -> String? { all(key).first { $0.lowercased() != "none" } }
        func number(_ key: String) throws(ConnectionError) -> Int? {
            guard let text = first(key) else { return nil }
            guard let number = Int(text), number >= 0 else {
                throw ConnectionError(.unsupported, "ssh option \(key) is no number: \(text)")
            }
            return number
        }
        alias = settings.host
        let localUser = ProcessEnvironment.current["USER"] ?? ""
        self.user =
            if let name = user ?? configuration["user"]?.first { name } else { await Self.localName() ?? localUser }
        hostName =
            first("hostname").map {
                $0.split(separator: "%h", omittingEmptySubsequences: false)
                    .joined(separator: settings.host)
            } ?? settings.host
        // What the files say is checked as well: a template of an inventory may write them.
        for name in [alias, hostName] { try SSHName.check(host: name, user: self.user) }
        let namedPort = try number("port")
        port = settings.port ?? namedPort ?? 22
        guard (1...65535).contains(port) else { throw ConnectionError(.unsupported, "port \(port) does not exist") }
        password = settings.options.text("password_mechanism") == "disable" ? nil : settings.password
        passwordPrompt = settings.options.text("sshpass_prompt").flatMap { $0.isEmpty ? nil : $0 }
        passphrase = settings.passphrase
        privateKey = settings.privateKey
        let tokens = [
            "%%": "%", "%h": hostName, "%p": String(port), "%r": self.user, "%u": localUser, "%d": home, "%n": alias,
        ]
        func expanded(_ path: String) -> String {
            Self.expanded(path.hasPrefix("~/") ? home + path.dropFirst() : path, tokens)
        }
        let named = (settings.privateKeyFiles + all("identityfile")).map(expanded)
        let usual = ["id_ed25519", "id_ecdsa", "id_rsa"].map { "\(home)/.ssh/\($0)" }
        identityFiles = (named.isEmpty ? usual : named).filter { access($0, R_OK) == 0 }
        if let missing = settings.privateKeyFiles.map(expanded).first(where: { access($0, R_OK) != 0 }) {
            let reason = String(cString: strerror(errno))
            throw .ssh(.authentication, "the private key \(missing) cannot be read: \(reason)")
        }
        usesAgent = first("identitiesonly")?.lowercased() != "yes" && all("identityagent").first?.lowercased() != "none"
        identityAgent = first("identityagent").map(expanded).flatMap { $0 == "SSH_AUTH_SOCK" ? nil : $0 }
        checking = settings.hostKeyChecking ?? Self.checking(first("stricthostkeychecking")) ?? .strict
        let knownFiles =
            settings.knownHostsFiles
            ?? (arguments.values["userknownhostsfile"]
            ?? configuration["userknownhostsfile"])?.flatMap { $0.split(separator: " ").map(String.init) }
        let globalFiles = all("globalknownhostsfile").flatMap { $0.split(separator: " ").map(String.init) }
        knownHostsFiles =
            (knownFiles ?? ["\(home)/.ssh/known_hosts", "\(home)/.ssh/known_hosts2"]).map(expanded)
            + (globalFiles.isEmpty ? ["/etc/ssh/ssh_known_hosts"] : globalFiles.map(expanded))
        hostKeyAlias = first("hostkeyalias")
        proxyJump = first("proxyjump")
        proxyCommand = first("proxycommand").map { Self.expanded($0, tokens) }
        connectTimeout = try number("connecttimeout").map(Double.init) ?? settings.connectTimeout
        let interval = try number("serveraliveinterval").map(Double.init) ?? settings.keepAliveInterval
        keepAliveInterval = interval > 0 ? interval : 3600
        keepAliveCount = try number("serveralivecountmax") ?? 3
        retries = settings.retries
        verbosity = max(settings.options.number("verbosity") ?? 0, arguments.verbosity)
        func list(_ key: String, _ usual: String) -> [String]? {
            first(key).map { AlgorithmList.resolved($0, usual: usual) }
        }
        algorithms = Algorithms(
            ciphers: list("ciphers", AlgorithmList.ciphers) ?? AlgorithmList.resolved(AlgorithmList.ciphers, usual: ""),
            macs: list("macs", AlgorithmList.macs),
            keyExchanges: list("kexalgorithms", AlgorithmList.keyExchanges),
            hostKeys: list("hostkeyalgorithms", AlgorithmList.signatures),
            publicKeys: list("pubkeyacceptedalgorithms", AlgorithmList.publicKeys)
                ?? list("pubkeyacceptedkeytypes", AlgorithmList.publicKeys),
            requiredRSASize: try number("requiredrsasize"))
        methods = Self.methods(first)
        addressFamily = first("addressfamily")?.lowercased()
        bindAddress = first("bindaddress")
        revokedKeys = first("revokedhostkeys").map { RevokedKeys(file: expanded($0)) }
        environment = SSHEnvironment(
            send: (arguments.values["sendenv"] ?? []) + (configuration["sendenv"] ?? []), set: all("setenv")
        ).variables(of: ProcessEnvironment.current)
    }

    private static func methods(_ first: (String) -> String?) -> Methods {
        let preferred = first("preferredauthentications")?.lowercased().split(separator: ",").map(String.init)
        func allows(_ method: String, _ keywords: String...) -> Bool {
            if let preferred, !preferred.contains(method) { return false }
            let given = keywords.compactMap { first($0)?.lowercased() }.first
            return given != "no" && given != "false"
        }
        return Methods(
            publicKey: allows("publickey", "pubkeyauthentication"),
            password: allows("password", "passwordauthentication"),
            interactive: allows(
                "keyboard-interactive", "kbdinteractiveauthentication", "challengeresponseauthentication",
                "skeyauthentication"))
    }

    private static func checking(_ text: String?) -> ConnectionSettings.HostKeyChecking? {
        switch text?.lowercased() {
        case "yes", "true", "ask": .strict
        case "accept-new": .acceptNew
        case "no", "off", "false": .off
        default: nil
        }
    }

    private static func expanded(_ text: String, _ tokens: [String: String]) -> String {
        var result = "", rest = text[...]
        while let percent = rest.firstIndex(of: "%") {
            result += rest[..<percent]
            let token = String(rest[percent...].prefix(2))
            result += tokens[token] ?? token
            rest = rest[percent...].dropFirst(2)
        }
        return result + rest
    }

    private static func localName() async -> String? {
        (try? await LocalSystem().user(.id(geteuid())))?.name
    }

    private static func home() async -> String {
        if let home = ProcessEnvironment.current["HOME"], home.hasPrefix("/") { return home }
        return (try? await LocalSystem().user(.id(geteuid())))?.home ?? "/"
    }
}
