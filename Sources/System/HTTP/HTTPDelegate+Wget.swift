// GNU wget, and the smaller one of BusyBox, where a machine has neither curl nor Python.
extension HTTPDelegate {
    func byWget(_ wget: String) async throws(SystemError) -> HTTPResponse {
        let directory = try await system.makeTemporary(in: "/tmp", prefix: ".swiftplay-", suffix: "", isDirectory: true)
        do {
            let help = try await system.run(Command([wget, "--help"]))
            let isSmall = (help.text + help.errorText).utf8.count < 5000
            let response = try await isSmall ? bySmallWget(wget, in: directory) : byGNUWget(wget, in: directory)
            try await system.remove(directory, recursive: true)
            return response
        } catch {
            try? await system.remove(directory, recursive: true)
            throw error
        }
    }

    /// What to do stands in a file of settings, so that no secret is an argument.
    private func byGNUWget(_ wget: String, in directory: String) async throws(SystemError) -> HTTPResponse {
        let body = request.download ?? "\(directory)/body"
        var settings = [
            "method = \(request.method)", "output_document = \(body)", "timeout = \(request.timeout)", "tries = 1",
            "max_redirect = 0", "server_response = on", "content_on_error = on", "quiet = off", "verbose = off",
            "use_proxy = \(request.usesProxy ? "on" : "off")", "netrc = off", "hsts = off",
        ]
        settings += request.headers.map { "header = \($0.name): \($0.value)" }
        if !request.body.isEmpty {
            try await system.write("\(directory)/sent", request.body, mode: 0o600, append: false)
            settings.append("body_file = \(directory)/sent")
        }
        if !request.verifyCertificates { settings.append("check_certificate = off") }
        let files = [
            ("ca_certificate", request.authorityFile), ("certificate", request.clientCertificate),
            ("private_key", request.clientKey),
        ]
        for case (let name, let path?) in files { settings.append("\(name) = \(path)") }
        let text = settings.map { "\($0)\n" }.joined()
        try await system.write("\(directory)/wgetrc", Array(text.utf8), mode: 0o600, append: false)
        let result = try await system.run(Command([wget, "--config=\(directory)/wgetrc", request.url]))
        return try await answer(result, body)
    }

    /// It knows GET and POST, and takes headers only as arguments, where secrets have no place.
    private func bySmallWget(_ wget: String, in directory: String) async throws(SystemError) -> HTTPResponse {
        let secrets = ["authorization", "cookie", "proxy-authorization"]
        let isSecret = request.headers.contains { secrets.contains($0.name.lowercased()) }
        guard !isSecret, ["GET", "HEAD", "POST"].contains(request.method), request.authorityFile == nil,
            request.clientCertificate == nil
        else { throw failure("needs curl, python3 or GNU wget on the target, as BusyBox's wget cannot do it") }
        let body = request.download ?? "\(directory)/body"
        var words = [wget, "-S", "-O", body, "-T", "\(max(1, Int(min(request.timeout, 1e6))))"]
        if request.method == "HEAD" { words.append("--spider") }
        for header in request.headers {
            words +=
                header.name.lowercased() == "user-agent"
                ? ["-U", header.value] : ["--header", "\(header.name): \(header.value)"]
        }
        if request.method == "POST" {
            try await system.write("\(directory)/sent", request.body, mode: 0o600, append: false)
            words += ["--post-file", "\(directory)/sent"]
        }
        if !request.verifyCertificates { words.append("--no-check-certificate") }
        if !request.usesProxy { words += ["-Y", "off"] }
        return try await answer(try await system.run(Command(words + [request.url])), body)
    }

    /// Both show the answer's header on standard error, each line set in by two spaces.
    private func answer(_ result: CommandResult, _ body: String) async throws(SystemError) -> HTTPResponse {
        var head: [Substring] = []
        for line in result.errorText.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("  ") { head.append(line.drop { $0 == " " }) }
            // BusyBox reports a refusal in a line of its own.
            let refusal = "wget: server returned error: "
            if line.hasPrefix(refusal) { head.append(line.dropFirst(refusal.count)) }
        }
        guard var response = Self.parse(head: head.joined(separator: "\n")) else {
            throw failure(result.errorText.split(whereSeparator: \.isNewline).last.map(String.init) ?? "no answer")
        }
        if request.download == nil { response.body = (try? await system.read(body, limit: 512 << 20)) ?? [] }
        return response
    }
}
