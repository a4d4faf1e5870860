import Jinja
import Values

/// `url`: what a web server answers.
enum URLLookup {
    static let rows = [
        LookupRow("url") { call throws(TemplateError) in
            guard let fetch = call.world.fetch else { throw call.failure("No HTTP client is at hand here.") }
            for option in ["use_gssapi", "unredirected_headers", "ciphers"] where call[option]?.truth == true {
                throw call.failure("The option '\(option)' of the url lookup cannot be honoured.")
            }
            var contents: [Value] = []
            for term in try call.textTerms() {
                let request = try request(term, call)
                let answer = try raising { () throws(ValueError) in try fetch(request) }
                guard (200..<300).contains(answer.status) else {
                    throw call.failure("Received HTTP error for \(term): HTTP Error \(answer.status)")
                }
                let text = String(decoding: answer.body, as: UTF8.self)
                contents +=
                    call.flag("split_lines", true)
                    ? PythonText.lines(text).map { .string($0) } : [.string(text)]
            }
            return contents
        }
    ]

    private static func request(_ url: String, _ call: LookupCall) throws(TemplateError) -> FetchRequest {
        var request = FetchRequest(url: url)
        for (name, value) in call["headers"]?.mapping ?? [:] {
            request.headers.append((try name.python(), try value.python()))
        }
        if call.flag("force", false) { request.headers.append(("cache-control", "no-cache")) }
        request.user = try call.text("username")
        request.password = try call.text("password")
        request.forcesBasicAuthentication = call.flag("force_basic_auth", false)
        request.validatesCertificates = call.flag("validate_certs", true)
        request.usesProxy = call.flag("use_proxy", true)
        request.timeout = try call["timeout"]?.realNumber() ?? 10
        request.followsRedirects = try call.text("follow_redirects", request.followsRedirects)
        request.userAgent = try call.text("http_agent", request.userAgent)
        request.unixSocket = try call.text("unix_socket")
        request.authorityFile = try call.text("ca_path")
        return request
    }
}
