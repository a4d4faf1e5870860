import Jinja
import Values

/// The parts of a URL as Python's `urllib.parse.urlsplit` finds them.
struct SplitURL {
    var scheme = "", authority = "", path = "", query = "", fragment = ""

    /// Throws ValueError for unbalanced brackets around an IPv6 address.
    init(_ url: String) throws(TemplateError) {
        let scalars = url.unicodeScalars.drop { $0.value <= 32 }.filter { ![9, 10, 13].contains($0.value) }
        var rest = String(String.UnicodeScalarView(scalars))[...]
        if let colon = rest.firstIndex(of: ":"), rest.first?.isASCII == true, rest.first?.isLetter == true,
            rest[..<colon].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) })
        {
            scheme = rest[..<colon].lowercased()
            rest = rest[rest.index(after: colon)...]
        }
        if rest.hasPrefix("//") {
            rest = rest.dropFirst(2)
            authority = String(rest.prefix { !"/?#".contains($0) })
            rest = rest.dropFirst(authority.count)
            guard authority.contains("[") == authority.contains("]") else {
                throw TemplateError(.value, "Invalid IPv6 URL")
            }
        }
        if let mark = rest.firstIndex(of: "#") {
            fragment = String(rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        }
        if let mark = rest.firstIndex(of: "?") {
            query = String(rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        }
        path = String(rest)
    }

    private var userInfo: Substring? {
        authority.lastIndex(of: "@").map { authority[..<$0] }
    }

    private var hostAndPort: (host: Substring, port: Substring?) {
        let place = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority[...]
        if place.first == "[", let end = place.lastIndex(of: "]") {
            let after = place[place.index(after: end)...]
            return (place[place.index(after: place.startIndex)..<end], after.first == ":" ? after.dropFirst() : nil)
        }
        guard let colon = place.firstIndex(of: ":") else { return (place, nil) }
        return (place[..<colon], place[place.index(after: colon)...])
    }

    var user: String? { userInfo.map { String($0.prefix { $0 != ":" }) } }
    var password: String? {
        guard let userInfo, let colon = userInfo.firstIndex(of: ":") else { return nil }
        return String(userInfo[userInfo.index(after: colon)...])
    }
    var host: String? { hostAndPort.host.isEmpty ? nil : hostAndPort.host.lowercased() }

    func port() throws(TemplateError) -> Int? {
        guard let text = hostAndPort.port, !text.isEmpty else { return nil }
        guard let port = Int(text), text.allSatisfy(\.isNumber) else {
            throw TemplateError(.value, "Port could not be cast to integer value as '\(text)'")
        }
        guard (0...65535).contains(port) else { throw TemplateError(.value, "Port out of range 0-65535") }
        return port
    }

    /// All parts by the names of the filter.
    func components() throws(TemplateError) -> Dict {
        func text(_ part: String?) -> Value { part.map { .string($0) } ?? .none }
        return [
            "fragment": .string(fragment), "hostname": text(host), "netloc": .string(authority),
            "password": text(password), "path": .string(path), "port": try port().map { .int($0) } ?? .none,
            "query": .string(query), "scheme": .string(scheme), "username": text(user),
        ]
    }
}
