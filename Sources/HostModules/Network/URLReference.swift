import Modules
import Values

/// What modules need to know of URLs (RFC 3986), on their text.
enum URLReference {
    /// Scheme, host and port.
    static func origin(_ url: String) -> String {
        guard let (scheme, rest) = split(url) else { return url }
        return scheme + "://" + rest.prefix { !"/?#".contains($0) }
    }

    /// The word before the first colon, in lower case; nil where none comes before a slash.
    static func scheme(_ url: String) -> String? {
        let word = url.prefix { $0 != ":" && $0 != "/" }
        guard !word.isEmpty, word.endIndex < url.endIndex, url[word.endIndex] == ":" else { return nil }
        return word.lowercased()
    }

    private static func split(_ url: String) -> (scheme: String, rest: String)? {
        guard let range = url.firstOccurrence(of: "://") else { return nil }
        return (String(url[..<range.lowerBound]), String(url[range.upperBound...]))
    }

    /// The path without query and fragment.
    static func path(_ url: String) -> String {
        let rest = split(url)?.rest ?? url
        guard let slash = rest.firstIndex(of: "/") else { return "" }
        return String(rest[slash...].prefix { $0 != "?" && $0 != "#" })
    }

    /// The path that a `file:` URL of the machine itself means; nil for every other URL.
    static func localPath(_ url: String) -> String? {
        guard url.lowercased().hasPrefix("file:") else { return nil }
        let rest = String(url.dropFirst(5))
        guard rest.hasPrefix("//") else { return FormEncoding.decoded(rest) }
        let host = rest.dropFirst(2).prefix { $0 != "/" }
        guard host.isEmpty || host == "localhost" else { return nil }
        return FormEncoding.decoded(path(url))
    }

    /// The last part of the path, `index.html` where it is empty.
    static func fileName(_ url: String) -> String {
        let name = path(url).baseName
        return name.isEmpty ? "index.html" : name
    }

    static func join(_ base: String, _ reference: String) -> String {
        if split(reference) != nil { return reference }
        let scheme = split(base)?.scheme ?? "http"
        if reference.hasPrefix("//") { return "\(scheme):\(reference)" }
        if reference.hasPrefix("/") { return origin(base) + reference }
        let directory = path(base)
        let parent = directory.lastIndex(of: "/").map { String(directory[...$0]) } ?? "/"
        if reference.hasPrefix("?") { return origin(base) + directory + reference }
        var parts: [Substring] = []
        for part in (parent + reference).split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
        }
        return origin(base) + "/" + parts.joined(separator: "/")
    }

    /// Name and password in front of the host, and the URL without them.
    static func credentials(_ url: String) -> (user: String, password: String, url: String)? {
        guard let (scheme, rest) = split(url) else { return nil }
        let authority = rest.prefix { !"/?#".contains($0) }
        guard let at = authority.lastIndex(of: "@") else { return nil }
        let (user, password) = authority[..<at].cut(at: ":") ?? (String(authority[..<at]), "")
        let plain = scheme + "://" + rest[rest.index(after: at)...]
        return (FormEncoding.decoded(user), FormEncoding.decoded(password), plain)
    }
}
