/// Command-line arguments of ssh, as `ansible_ssh_common_args`, `ssh_args` and the like hold them.
///
/// Those that only concern the ssh program's own ways (multiplexing, verbosity, compression) have no meaning here and
/// are passed over; any other that is not honoured is refused by name. What ssh itself would not take leaves the host
/// unreachable, as ssh would.
struct SSHArguments {
    /// Values by the option's lower-case name.
    private(set) var values: [String: [String]] = [:]
    private(set) var configurationFile: String?

    /// Options of ssh_config(5) that are honoured, from arguments and from configuration files.
    static let honoured: Set<String> = [
        "hostname", "port", "user", "identityfile", "identitiesonly", "identityagent", "stricthostkeychecking",
        "userknownhostsfile", "globalknownhostsfile", "hostkeyalias", "proxyjump", "proxycommand", "connecttimeout",
        "serveraliveinterval", "serveralivecountmax",
    ]

    /// Options without effect on what a run does.
    private static let passedOver: Set<String> = [
        "controlmaster", "controlpath", "controlpersist", "loglevel", "batchmode", "compression", "tcpkeepalive",
        "requesttty", "visualhostkey", "updatehostkeys", "hashknownhosts", "checkhostip", "addkeystoagent",
        "preferredauthentications", "pubkeyauthentication", "passwordauthentication", "kbdinteractiveauthentication",
        "challengeresponseauthentication", "gssapiauthentication", "gssapidelegatecredentials",
        "numberofpasswordprompts", "connectionattempts", "escapechar", "forwardx11", "clearallforwardings",
        "verifyhostkeydns", "canonicalizehostname", "addressfamily", "ipqos", "warnweakcrypto",
    ]

    /// Options of ssh_config(5) that would change what a run does and are not honoured.
    private static let unhonoured: Set<String> = [
        "bindaddress", "bindinterface", "canonicaldomains", "canonicalizefallbacklocal", "canonicalizemaxdots",
        "canonicalizepermittedcnames", "casignaturealgorithms", "certificatefile", "ciphers", "dynamicforward",
        "enableescapecommandline", "enablesshkeysign", "exitonforwardfailure", "fingerprinthash",
        "forkafterauthentication", "forwardagent", "forwardx11timeout", "forwardx11trusted", "gatewayports",
        "hostbasedacceptedalgorithms", "hostbasedauthentication", "hostbasedkeytypes", "hostkeyalgorithms",
        "ignoreunknown",
        "include", "kbdinteractivedevices", "kexalgorithms", "knownhostscommand", "localcommand", "localforward",
        "logverbose", "macs", "match", "nohostauthenticationforlocalhost", "permitlocalcommand", "permitremoteopen",
        "pkcs11provider", "proxyusefdpass", "pubkeyacceptedalgorithms", "pubkeyacceptedkeytypes", "rekeylimit",
        "remotecommand", "remoteforward", "requiredrsasize", "revokedhostkeys", "securitykeyprovider", "sendenv",
        "sessiontype", "setenv", "stdinnull", "streamlocalbindmask", "streamlocalbindunlink", "syslogfacility", "tag",
        "tunnel", "tunneldevice", "xauthlocation",
    ]

    /// The letters that ssh knows.
    private static let letters = Set("1246ABCDEFGIJKLMNOPQRSTVWXYabcefgiklmnopqstvwxy")

    init(_ words: [String]) throws(ConnectionError) {
        var rest = words[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("-"), word.count >= 2 else {
                throw .ssh(.connect, "ssh takes the argument \(word) for the name of the host")
            }
            let letter = word.dropFirst().first
            switch letter {
            case "o", "p", "l", "i", "J", "F":
                let inline = String(word.dropFirst(2))
                guard let value = inline.isEmpty ? rest.popFirst() : inline else {
                    throw ConnectionError(.unsupported, "ssh argument \(word) lacks its value")
                }
                try take(letter, value)
            default:
                if let stranger = word.dropFirst().first(where: { !Self.letters.contains($0) }) {
                    throw .ssh(.connect, "unknown option -- \(stranger)")
                }
                guard word.dropFirst().allSatisfy({ "vqCTtax4".contains($0) }) else { throw Self.refused(word) }
            }
        }
    }

    private mutating func take(_ letter: Character?, _ value: String) throws(ConnectionError) {
        switch letter {
        case "p": add("port", value)
        case "l": add("user", value)
        case "i": add("identityfile", value)
        case "J": add("proxyjump", value)
        case "F": configurationFile = value
        default:
            guard let (name, text) = SSHConfiguration.keyword(in: value) else { throw Self.refused("-o \(value)") }
            if Self.honoured.contains(name) {
                add(name, text)
            } else if Self.unhonoured.contains(name) {
                throw Self.refused("-o \(value)")
            } else if !Self.passedOver.contains(name) {
                throw .ssh(.connect, "command-line: line 0: Bad configuration option: \(name)")
            }
        }
    }

    /// The first value of an option counts, but identity files add up.
    private mutating func add(_ name: String, _ value: String) {
        if values[name] == nil || name == "identityfile" { values[name, default: []].append(value) }
    }

    private static func refused(_ word: String) -> ConnectionError {
        ConnectionError(.unsupported, "the ssh argument \(word) is not supported")
    }
}
