import Modules

/// A line of authorized_keys(5): options, kind, key, comment; or one that is kept as it is.
struct AuthorizedKey: Sendable, Equatable {
    /// What tells keys apart: the key itself, or the whole line of one that is none.
    let identity: String
    let kind: String?
    var options: [Setting]
    var comment: String
    private let line: String

    /// An option and, where it has one, its value with its quotes.
    struct Setting: Sendable, Equatable {
        let name: String
        let value: String?
    }

    private static let kinds: Set<String> = {
        let plain = [
            "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-ed25519", "ssh-dss", "ssh-rsa",
            "rsa-sha2-256", "rsa-sha2-512",
        ]
        let tokens = ["sk-ecdsa-sha2-nistp256", "sk-ssh-ed25519", "ssh-xmss"]
        return Set(
            plain + plain.map { "\($0)-cert-v01@openssh.com" } + tokens.map { "\($0)@openssh.com" }
                + tokens.map { "\($0)-cert-v01@openssh.com" } + ["webauthn-sk-ecdsa-sha2-nistp256@openssh.com"])
    }()

    /// Nil where the line holds no key of a known kind.
    init?(_ line: String) {
        let words = line.replacing("\\#", by: "#").words
        guard words.first != "#", let place = words.firstIndex(where: Self.kinds.contains), place + 1 < words.count
        else {
            return nil
        }
        kind = words[place]
        identity = words[place + 1]
        comment = words[(place + 2)...].joined(separator: " ")
        options = Self.options(words[..<place].joined(separator: " "))
        self.line = line
    }

    /// A comment, an empty line, or something that is no key.
    init(kept line: String) {
        (identity, kind, options, comment, self.line) = (line, nil, [], "", line)
    }

    /// Split at commas outside quotes.
    static func options(_ text: String) -> [Setting] {
        var parts: [String] = []
        var part = ""
        var quote: Character?
        for character in text {
            if let open = quote {
                part.append(character)
                if character == open { quote = nil }
            } else if character == "," {
                parts.append(part)
                part = ""
            } else {
                part.append(character)
                if character == "\"" || character == "'" { quote = character }
            }
        }
        return (parts + [part]).filter { !$0.isEmpty }.map { part in
            part.cut(at: "=").map { Setting(name: $0.before, value: $0.after) } ?? Setting(name: part, value: nil)
        }
    }

    /// The line to write, its end included.
    var text: String {
        guard let kind else { return line + "\n" }
        let front = options.map { option in option.value.map { "\(option.name)=\($0)" } ?? option.name }
        return (front.isEmpty ? "" : front.joined(separator: ",") + " ") + "\(kind) \(identity) \(comment)\n"
    }

    static func == (left: AuthorizedKey, right: AuthorizedKey) -> Bool {
        left.identity == right.identity && left.kind == right.kind && left.options == right.options
            && left.comment == right.comment
    }
}
