import Modules
import System
import Values

/// The options that every module which speaks HTTP has, and the request they make.
struct URLOptions: Sendable {
    private let arguments: Arguments
    private let policy: RedirectPolicy

    static let options: [Option] = [
        Option("url", required: true), Option("force", .bool, default: false),
        Option("http_agent", default: "ansible-httpget"), Option("use_proxy", .bool, default: true),
        Option("validate_certs", .bool, default: true),
        Option("force_basic_auth", .bool, default: false), Option("client_cert", .path), Option("client_key", .path),
        Option("use_gssapi", .bool, default: false), Option("headers", .dict),
        Option("unredirected_headers", .list, default: [], elements: .string),
        Option("decompress", .bool, default: true), Option("ciphers", .list, elements: .string),
        Option("use_netrc", .bool, default: true),
    ]

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        policy = RedirectPolicy(named: arguments.string("follow_redirects") ?? "urllib2")
        for name in ["use_gssapi"] where arguments.bool(name) == true {
            throw ModuleFailure("\(name) is not supported: there is no GSSAPI here")
        }
        if arguments["ciphers"] != nil { throw ModuleFailure("ciphers is not supported: TLS picks its own") }
    }

    /// Sends the request, answering a server that asks for a name and password with those of the task.
    func send(
        _ method: String, _ url: String, body: [UInt8] = [], headers: [(name: String, value: String)] = [],
        modifiedSince: Double? = nil, download: String? = nil, on system: some System
    ) async throws(ModuleFailure) -> (response: HTTPResponse, url: String) {
        let credentials = URLReference.credentials(url)
        let user = arguments.string("url_username") ?? credentials?.user
        let password = arguments.string("url_password") ?? credentials?.password ?? ""
        var request = HTTPRequest(
            method: method, url: credentials?.url ?? url, headers: headers, body: body,
            timeout: arguments.double("timeout") ?? 10, unixSocket: arguments.string("unix_socket"),
            verifyCertificates: arguments.bool("validate_certs") ?? true, authorityFile: arguments.string("ca_path"),
            clientCertificate: arguments.string("client_cert"), clientKey: arguments.string("client_key"),
            download: download, usesProxy: arguments.bool("use_proxy") ?? true)
        func add(_ name: String, _ value: String) {
            if request.headers.contains(where: { $0.name.lowercased() == name.lowercased() }) { return }
            request.headers.append((name, value))
        }
        for (key, value) in arguments.dict("headers") ?? [:] {
            add((try? key.string()) ?? "", (try? value.string()) ?? "")
        }
        add("User-Agent", arguments.string("http_agent") ?? "ansible-httpget")
        if arguments.bool("force") == true {
            add("cache-control", "no-cache")
        } else if let modifiedSince {
            add("If-Modified-Since", HTTPDate.text(modifiedSince))
        }
        let basic = user.map { "Basic " + Base64.encode(Array("\($0):\(password)".utf8)) }
        if let basic, arguments.bool("force_basic_auth") == true { add("Authorization", basic) }
        let firstOnly = arguments.strings("unredirected_headers") ?? []
        if user == nil, arguments.bool("use_netrc") != false, let entry = await netrc(url, on: system) {
            add("Authorization", "Basic " + Base64.encode(Array("\(entry.user):\(entry.password)".utf8)))
        }
        let answer = try await RedirectedRequest(request, policy: policy, firstOnly: firstOnly).send(on: system)
        return try await decoded(
            try await admitted(answer, request, basic, firstOnly, on: system), download, on: system)
    }

    private func netrc(_ url: String, on system: some System) async -> (user: String, password: String)? {
        guard let variables = try? await system.environment() else { return nil }
        let path = variables["NETRC"] ?? "\(variables["HOME"] ?? "")/.netrc"
        guard let text = await Machine(system).text(path), let rest = url.halves(around: "://")?.after else {
            return nil
        }
        let authority = rest.prefix { !"/?#".contains($0) }
        guard let entry = Netrc(text)[String(authority.prefix { $0 != ":" })] else { return nil }
        return entry.user.isEmpty || entry.password.isEmpty ? nil : entry
    }

    /// A body that comes compressed though it was not asked for, as `decompress` wants it.
    private func decoded(
        _ answer: (response: HTTPResponse, url: String), _ download: String?, on system: some System
    ) async throws(ModuleFailure) -> (response: HTTPResponse, url: String) {
        guard arguments.bool("decompress") != false,
            answer.response.value("content-encoding")?.lowercased() == "gzip"
        else { return answer }
        let machine = Machine(system)
        let gzip = try await machine.require("gzip")
        var answer = answer
        if let download {
            let script = "\(gzip) -dc < \"$1\" > \"$1.plain\" && mv -f \"$1.plain\" \"$1\""
            _ = try await machine.succeed(["/bin/sh", "-c", script, "sh", download])
        } else if !answer.response.body.isEmpty {
            let result = try await machine.attempt { base async throws(SystemError) in
                try await base.run(Command([gzip, "-dc"], input: answer.response.body))
            }
            answer.response.body = result.output
        }
        return answer
    }

    /// The answer, or the one that comes when the name and the password are told to a server that asks for them.
    private func admitted(
        _ answer: (response: HTTPResponse, url: String), _ request: HTTPRequest, _ basic: String?,
        _ firstOnly: [String], on system: some System
    ) async throws(ModuleFailure) -> (response: HTTPResponse, url: String) {
        guard answer.response.status == 401, let basic, arguments.bool("force_basic_auth") != true,
            answer.response.value("www-authenticate")?.lowercased().hasPrefix("basic") == true
        else { return answer }
        var request = request
        request.headers.append(("Authorization", basic))
        return try await RedirectedRequest(request, policy: policy, firstOnly: firstOnly).send(on: system)
    }

    /// What ansible-core's fetch_url returns for an answer: the headers, `status`, `url`, `msg`, the cookies.
    static func info(_ answer: (response: HTTPResponse, url: String)) -> Dict {
        let response = answer.response
        var info: Dict = [:]
        for header in response.headers {
            let key = Value.string(header.name.lowercased())
            info[key] = info[key].flatMap(\.text).map { .string("\($0), \(header.value)") } ?? .string(header.value)
        }
        var cookies: [(name: String, value: String)] = []
        for header in response.headers where header.name.lowercased() == "set-cookie" {
            guard let pair = header.value.prefix(while: { $0 != ";" }).cut(at: "=") else { continue }
            cookies.append((pair.before.trimmed(), pair.after.trimmed()))
        }
        info["cookies"] = .dict(Dict(cookies.map { (.string($0.name), .string($0.value)) }) { $1 })
        info["cookies_string"] = .string(cookies.map { "\($0.name)=\($0.value)" }.joined(separator: "; "))
        info["url"] = .string(URLPassword.hidden(in: answer.url))
        info["status"] = .int(response.status)
        info["msg"] =
            (200..<300).contains(response.status)
            ? .string("OK (\(response.value("content-length") ?? "unknown") bytes)")
            : .string("HTTP Error \(response.status): \(response.reason)")
        return info
    }

    /// The name that a `Content-Disposition` header gives a download.
    static func attachmentName(_ response: HTTPResponse) -> String? {
        guard let header = response.value("content-disposition") else { return nil }
        for part in header.split(separator: ";") {
            guard let (name, value) = part.cut(at: "="), name.trimmed().lowercased() == "filename" else { continue }
            let text = value.trimmed().droppingTrailing("\"")
            return (text.hasPrefix("\"") ? String(text.dropFirst()) : text).baseName
        }
        return nil
    }
}
