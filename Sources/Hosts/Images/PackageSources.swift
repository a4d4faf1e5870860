import Glibc
import System

/// Where this machine's own apt gets packages from, and by which proxies.
public struct PackageSources: Sendable {
    /// The URIs of its sources, in order, without a slash at the end.
    public var uris: [String]
    /// `http://HOST:PORT` for plain and for encrypted mirrors.
    public var proxy: String?
    public var secureProxy: String?

    public init(uris: [String], proxy: String? = nil, secureProxy: String? = nil) {
        self.uris = uris
        self.proxy = proxy
        self.secureProxy = secureProxy
    }

    /// As apt is configured below `root`: both forms of sources, `Acquire::http::Proxy`, and the environment.
    public static func machine(environment: [String: String]) async -> PackageSources {
        var sources = PackageSources(uris: [])
        for file in ["/etc/apt/sources.list"]
            + Files.names(in: "/etc/apt/sources.list.d").map({ "/etc/apt/sources.list.d/\($0)" })
        {
            guard let text = Files.text(file) else { continue }
            if file.hasSuffix(".list") { sources.uris += uris(inLines: text) }
            if file.hasSuffix(".sources") { sources.uris += uris(inStanzas: text) }
        }
        let dump = try? await LocalSystem(environment: environment).run(Command(["apt-config", "dump"]))
        let settings = dump?.text ?? ""
        sources.proxy = setting("Acquire::http::Proxy", in: settings) ?? environment["http_proxy"]
        sources.secureProxy =
            setting("Acquire::https::Proxy", in: settings) ?? environment["https_proxy"] ?? sources.proxy
        return sources
    }

    /// The mirror of Debian or Ubuntu.
    public func mirror(of distribution: Suite.Distribution) -> String? {
        uris.first { $0.hasPrefix("http") && $0.hasSuffix("/\(distribution.rawValue)") }
    }

    /// Debian's mirror of security updates.
    public var securityMirror: String? { uris.first { $0.hasPrefix("http") && $0.hasSuffix("/debian-security") } }

    /// The names of all machines that packages come from.
    var hosts: [String] { uris.compactMap { RelayAddress(uri: $0)?.host } }

    static func uris(inLines text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            var words = line.split(separator: " ").map(String.init)
            guard words.first == "deb" else { return nil }
            words.removeFirst()
            if words.first?.hasPrefix("[") == true {
                while let word = words.first {
                    words.removeFirst()
                    if word.hasSuffix("]") { break }
                }
            }
            return words.first.map(withoutSlash)
        }
    }

    static func uris(inStanzas text: String) -> [String] {
        var found: [String] = []
        var stanza: [String] = [], isOn = true
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) + [""[...]] {
            if line.allSatisfy(\.isWhitespace) {
                if isOn { found += stanza }
                (stanza, isOn) = ([], true)
            } else if line.hasPrefix("URIs:") {
                stanza += line.dropFirst(5).split(separator: " ").map { withoutSlash(String($0)) }
            } else if line.lowercased().hasPrefix("enabled:"), line.lowercased().contains("no") {
                isOn = false
            }
        }
        return found
    }

    private static func withoutSlash(_ uri: String) -> String { uri.hasSuffix("/") ? String(uri.dropLast()) : uri }

    private static func setting(_ name: String, in dump: String) -> String? {
        for line in dump.split(separator: "\n") where line.hasPrefix("\(name) \"") {
            let value = line.dropFirst(name.count + 2).prefix { $0 != "\"" }
            return value.isEmpty || value == "DIRECT" ? nil : String(value)
        }
        return nil
    }
}
