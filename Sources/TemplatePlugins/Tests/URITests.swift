import Jinja
import Templating
import Values

/// `uri`, `url`, `urn`.
enum URITests {
    static let rows = [
        TestRow("uri", taking: ["schemes"]) { call throws(TemplateError) in matches(call) != nil },
        TestRow("url", taking: ["schemes"]) { call throws(TemplateError) in
            matches(call).map { !$0.authority.isEmpty || $0.scheme == "file" } ?? false
        },
        TestRow("urn") { call throws(TemplateError) in
            (try? SplitURL(call.input.python()))?.scheme == "urn"
        },
    ]

    /// The URL where it has one of the wanted schemes.
    private static func matches(_ call: PluginCall) -> SplitURL? {
        guard case .string(let text) = call.input, let url = try? SplitURL(text) else { return nil }
        guard let schemes = call["schemes"], schemes.truth else { return url }
        return (try? schemes.contains(.string(url.scheme))) == true ? url : nil
    }
}
