/// Command-line arguments of ssh, as `ansible_ssh_common_args`, `ssh_args` and the like hold them.
///
/// Those that only concern the ssh program's own ways (multiplexing, verbosity, compression) have no meaning here and
/// are passed over; any other that is not honoured is refused by name.
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

    init(_ words: [String]) throws(ConnectionError) {
        var rest = words[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("-"), word.count >= 2 else { throw Self.refused(word) }
            let letter = word.dropFirst().first
            switch letter {
            case "o", "p", "l", "i", "J", "F":
                let inline = String(word.dropFirst(2))
                guard let value = inline.isEmpty ? rest.popFirst() : inline else {
                    throw ConnectionError(.unsupported, "ssh argument \(word) lacks its value")
                }
                try take(letter, value)
            default:
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
            } else if !Self.passedOver.contains(name) {
                throw Self.refused("-o \(value)")
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
