/// Command-line arguments of ssh, as `ansible_ssh_common_args`, `ssh_args` and the like hold them.
///
/// Those that only concern the ssh program's own ways (multiplexing, compression) have no meaning here and
/// are passed over; any other that is not honoured is refused by name. What ssh itself would not take leaves the host
/// unreachable, as ssh would.
struct SSHArguments {
    /// Values by the option's lower-case name.
    private(set) var values: [String: [String]] = [:]
    private(set) var configurationFile: String?
    /// How many `-v` there are.
    private(set) var verbosity = 0

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
            case "o", "p", "l", "i", "J", "F", "c", "m", "b":
                let inline = String(word.dropFirst(2))
                guard let value = inline.isEmpty ? rest.popFirst() : inline else {
                    throw ConnectionError(.unsupported, "ssh argument \(word) lacks its value")
                }
                try take(letter, value)
            default:
                if let stranger = word.dropFirst().first(where: { !Self.letters.contains($0) }) {
                    throw .ssh(.connect, "unknown option -- \(stranger)")
                }
                if let version = word.dropFirst().last(where: { "46".contains($0) }) {
                    add("addressfamily", version == "4" ? "inet" : "inet6")
                }
                verbosity += word.count { $0 == "v" }
                guard word.dropFirst().allSatisfy({ "vqCTtaxk46".contains($0) }) else { throw Self.refused(word) }
            }
        }
    }

    private mutating func take(_ letter: Character?, _ value: String) throws(ConnectionError) {
        switch letter {
        case "p": add("port", value)
        case "l": add("user", value)
        case "i": add("identityfile", value)
        case "J": add("proxyjump", value)
        case "c": add("ciphers", value)
        case "m": add("macs", value)
        case "b": add("bindaddress", value)
        case "F": configurationFile = value
        default:
            guard let (name, text) = SSHConfiguration.keyword(in: value) else { throw Self.refused("-o \(value)") }
            switch SSHKeyword.handling(of: name) {
            case .honoured: add(name, text)
            case .withoutEffect: break
            case .refused, .warned: throw Self.refused("-o \(value)")
            case nil: throw .ssh(.connect, "command-line: line 0: Bad configuration option: \(name)")
            }
        }
    }

    /// The first value of an option counts, but some add up.
    private mutating func add(_ name: String, _ value: String) {
        if values[name] == nil || SSHKeyword.accumulating.contains(name) { values[name, default: []].append(value) }
    }

    private static func refused(_ word: String) -> ConnectionError {
        ConnectionError(.unsupported, "the ssh argument \(word) is not supported")
    }
}
