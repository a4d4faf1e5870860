import Jinja
import Loading
import Templating
import Values

/// `url`: what a web server answers.
enum URLLookup {
    static let rows = [
        LookupRow("url") { call throws(TemplateError) in
            guard let fetch = call.world.fetch else { throw call.failure("No HTTP client is at hand here.") }
            let call = try call.configured(configurable, of: "url")
            for option in ["use_gssapi", "ciphers"] where call[option].map(isGiven) == true {
                throw call.failure("The option '\(option)' of the url lookup cannot be honoured.")
            }
            var contents: [Value] = []
            for term in try call.textTerms() {
                let request = try request(term, call)
                let answer = try raising { () throws(ValueError) in try fetch(request) }
                guard (200..<300).contains(answer.status) else {
                    throw call.failure(
                        "Received HTTP error for \(URLPassword.hidden(in: term)): HTTP Error \(answer.status): \(answer.reason)"
                    )
                }
                let text = String(decoding: answer.body, as: UTF8.self)
                contents +=
                    call.flag("split_lines", true)
                    ? PythonText.lines(text).map { .string($0) } : [.string(text)]
            }
            return contents
        }
    ]

    /// The options that variables, the environment and ansible.cfg may set.
    private static let configurable = [
        "force", "timeout", "http_agent", "force_basic_auth", "follow_redirects", "use_gssapi", "use_netrc",
        "unix_socket", "ca_path", "unredirected_headers", "ciphers",
    ]

    private static func isGiven(_ value: Value) -> Bool {
        value.sequence.map { !$0.isEmpty } ?? LookupCall.isTrue(value)
    }

    private static func request(_ url: String, _ call: LookupCall) throws(TemplateError) -> FetchRequest {
        var request = FetchRequest(url: url, shown: URLPassword.hidden(in: url))
        for (name, value) in call["headers"]?.mapping ?? [:] {
            request.headers.append((try name.python(), try value.python()))
        }
        request.asksForFresh = call.flag("force", false)
        request.user = try call.text("username")
        request.password = try call.text("password")
        request.forcesBasicAuthentication = call.flag("force_basic_auth", false)
        request.usesNetrc = call.flag("use_netrc", true)
        request.validatesCertificates = call.flag("validate_certs", true)
        request.usesProxy = call.flag("use_proxy", true)
        request.timeout = try timeout(call)
        request.followsRedirects = try call.choice(
            "follow_redirects", request.followsRedirects, of: ["all", "none", "safe", "urllib2", "no", "yes"])
        request.userAgent = try call.text("http_agent", request.userAgent)
        request.unixSocket = try path("unix_socket", call)
        request.authorityFile = try path("ca_path", call)
        for name in try call.list("unredirected_headers") { request.firstOnlyHeaders.append(try name.python()) }
        return request
    }

    private static func timeout(_ call: LookupCall) throws(TemplateError) -> Double {
        guard let value = call["timeout"] else { return 10 }
        if case .string(let text) = value, let seconds = Double(text) { return seconds }
        return try value.realNumber()
    }

    private static func path(_ option: String, _ call: LookupCall) throws(TemplateError) -> String? {
        try call.text(option).map { PosixPath.expandUser($0, environment: call.world.environment) }
    }
}
