/// Passwords in URLs (`https://user:password@host/`), which no message is to show.
public enum URLPassword {
    private static let mark = "://"

    /// The text with stars in place of the password of each URL in it.
    public static func hidden(in text: String) -> String {
        var shown = ""
        var rest = text[...]
        while let colon = rest.firstIndex(of: ":") {
            guard rest[colon...].hasPrefix(mark) else {
                shown += rest[...colon]
                rest = rest[colon...].dropFirst()
                continue
            }
            shown += rest[..<colon] + mark
            rest = rest[colon...].dropFirst(mark.count)
            let authority = rest.prefix { !"/?# \t\n'\"".contains($0) }
            guard let at = authority.lastIndex(of: "@"), let end = authority[..<at].firstIndex(of: ":") else {
                continue
            }
            shown += rest[...end] + SecretTexts.placeholder
            rest = rest[at...]
        }
        return shown + rest
    }
}
