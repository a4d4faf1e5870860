import Values

/// A request that this program cannot make itself (TLS, proxies): the machine's curl, Python or wget makes it.
///
/// What to do is told on standard input, so that no secret stands in an argument list.
public struct HTTPDelegate {
    let system: any System
    let request: HTTPRequest

    public init(system: any System, request: HTTPRequest) {
        self.system = system
        self.request = request
    }

    public func perform() async throws(SystemError) -> HTTPResponse {
        if try await system.which("curl", extra: []) != nil { return try await byCurl() }
        for python in ["python3", "/usr/libexec/platform-python"] {
            guard let path = try await system.which(python, extra: []),
                try await system.info(path, follow: true) != nil
            else { continue }
            return try await byPython(path)
        }
        if request.unixSocket == nil, let wget = try await system.which("wget", extra: []) {
            return try await byWget(wget)
        }
        throw failure("needs curl, python3 or wget on the target for TLS and proxies; none is there")
    }

    func failure(_ reason: String) -> SystemError {
        SystemError(code: 0, operation: "\(request.method) \(request.url)", reason: reason)
    }

    private func byCurl() async throws(SystemError) -> HTTPResponse {
        let directory = try await system.makeTemporary(in: "/tmp", prefix: ".swiftplay-", suffix: "", isDirectory: true)
        do {
            let response = try await byCurl(in: directory)
            try await system.remove(directory, recursive: true)
            return response
        } catch {
            try? await system.remove(directory, recursive: true)
            throw error
        }
    }

    private func byCurl(in directory: String) async throws(SystemError) -> HTTPResponse {
        let (head, body) = ("\(directory)/head", request.download ?? "\(directory)/body")
        var options: [(String, String?)] = [
            ("url", request.url), ("request", request.method), ("silent", nil), ("show-error", nil), ("globoff", nil),
            ("dump-header", head), ("output", body), ("connect-timeout", "\(request.timeout)"),
            ("speed-time", "\(max(1, Int(min(request.timeout, 1e6))))"), ("speed-limit", "1"), ("http1.1", nil),
        ]
        if request.method == "HEAD" { options.append(("head", nil)) }
        options += request.headers.map { ("header", $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)") }
        if !request.body.isEmpty {
            try await system.write("\(directory)/sent", request.body, mode: 0o600, append: false)
            options.append(("data-binary", "@\(directory)/sent"))
            if !request.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
                options.append(("header", "Content-Type:"))
            }
        }
        if !request.verifyCertificates { options.append(("insecure", nil)) }
        if !request.usesProxy { options.append(("noproxy", "*")) }
        let files = [
            ("cacert", request.authorityFile), ("cert", request.clientCertificate), ("key", request.clientKey),
            ("unix-socket", request.unixSocket),
        ]
        options += files.filter { $0.1 != nil }
        let text = options.map { name, value in value.map { "\(name) = \(Self.quoted($0))" } ?? name }
        let result = try await system.run(
            Command(["curl", "-q", "--config", "-"], input: Array((text.joined(separator: "\n") + "\n").utf8)))
        guard result.succeeded else { throw failure(result.errorText.trimmed()) }
        let lines = String(decoding: try await system.read(head, limit: 1 << 20), as: UTF8.self)
        guard var response = Self.parse(head: lines) else { throw failure("no answer") }
        if request.download == nil { response.body = (try? await system.read(body, limit: 512 << 20)) ?? [] }
        return response
    }

    /// A value in curl's configuration syntax.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for character in text.unicodeScalars {
            switch character {
            case "\"", "\\": quoted += "\\" + String(character)
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            default: quoted.unicodeScalars.append(character)
            }
        }
        return quoted + "\""
    }

    /// The last response of a header dump, which also holds those of proxies and interim ones.
    static func parse(head: String) -> HTTPResponse? {
        var response: HTTPResponse?
        for line in head.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
            if line.hasPrefix("HTTP/"), parts.count >= 2, let status = Int(parts[1]) {
                let reason = parts.count > 2 ? parts[2].trimmed() : ""
                response = HTTPResponse(status: status, reason: reason, headers: [], body: [])
            } else if let colon = line.firstIndex(of: ":") {
                response?.headers.append((String(line[..<colon]), line[line.index(after: colon)...].trimmed()))
            }
        }
        return response
    }

    /// Field by field, each Base64 on a line of its own, as the program below reads them.
    private func byPython(_ python: String) async throws(SystemError) -> HTTPResponse {
        let fields: [[UInt8]] =
            [
                request.method, request.url, "\(request.timeout)", request.verifyCertificates ? "1" : "",
                request.authorityFile ?? "", request.clientCertificate ?? "", request.clientKey ?? "",
                request.download ?? "", request.usesProxy ? "1" : "",
            ].map { Array($0.utf8) } + [request.body]
            + request.headers.flatMap { [Array($0.name.utf8), Array($0.value.utf8)] }
        let input = Array((fields.map { Base64.encode($0) }.joined(separator: "\n") + "\n").utf8)
        let result = try await system.run(Command([python, "-c", Self.pythonProgram], input: input))
        guard result.succeeded else {
            throw failure(result.errorText.split(separator: "\n").last.map(String.init) ?? "\(python) failed")
        }
        let end = result.output.firstIndex(of: 0) ?? result.output.endIndex
        let head = String(decoding: result.output[..<end], as: UTF8.self)
        guard var response = Self.parse(head: head) else { throw failure("no answer") }
        response.body = Array(result.output[end...].dropFirst())
        return response
    }

    private static var pythonProgram: String {
        """
        import base64, shutil, ssl, sys, urllib.error, urllib.request
        f = [base64.b64decode(l) for l in sys.stdin.read().split('\\n')[:-1]]
        method, url, timeout, verify, authority, cert, key, download, proxy = [x.decode() for x in f[:9]]
        body, pairs = f[9] or None, [x.decode() for x in f[10:]]
        tls = ssl.create_default_context(cafile=authority or None)
        if not verify:
            tls.check_hostname = False
            tls.verify_mode = ssl.CERT_NONE
        if cert:
            tls.load_cert_chain(cert, key or None)
        class Stay(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *a): return None
        direct = [] if proxy else [urllib.request.ProxyHandler({})]
        opener = urllib.request.build_opener(Stay, urllib.request.HTTPSHandler(context=tls), *direct)
        request = urllib.request.Request(url, body, dict(zip(pairs[::2], pairs[1::2])), method=method)
        try:
            answer = opener.open(request, timeout=float(timeout))
        except urllib.error.HTTPError as error:
            answer = error
        except Exception as error:
            sys.exit(str(getattr(error, 'reason', error)))
        out = sys.stdout.buffer
        out.write(('HTTP/1.1 %d %s\\n' % (answer.code, answer.reason)).encode())
        for name, value in answer.headers.items():
            out.write(('%s: %s\\n' % (name, value)).encode())
        out.write(b'\\0')
        if download:
            with open(download, 'wb') as file:
                shutil.copyfileobj(answer, file)
        else:
            shutil.copyfileobj(answer, out)
        """
    }
}
