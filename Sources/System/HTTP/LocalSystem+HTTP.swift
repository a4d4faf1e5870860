import Values

extension LocalSystem {
    public func http(_ request: HTTPRequest) async throws(SystemError) -> HTTPResponse {
        guard let url = URLParts(request.url) else {
            throw SystemError(
                code: 0, operation: "\(request.method) \(request.url)", reason: "not an http or https URL")
        }
        if url.isSecure || (request.usesProxy && request.unixSocket == nil && usesProxy(for: url)) {
            return try await HTTPDelegate(system: self, request: request).perform()
        }
        let socket = try await connect(request.unixSocket ?? url.host, url.port, timeout: request.timeout)
        var exchange = HTTPExchange(socket, request, url)
        return try exchange.perform()
    }

    /// Whether the environment names a proxy for plain HTTP to this host.
    private func usesProxy(for url: URLParts) -> Bool {
        let variables = variables
        func value(_ name: String) -> String? { variables[name] ?? variables[name.uppercased()] }
        guard let proxy = variables["http_proxy"], !proxy.isEmpty else { return false }
        let exceptions = (value("no_proxy") ?? "").split(separator: ",").map { $0.trimmed() }
        return !exceptions.contains { exception in
            let name = exception.hasPrefix(".") ? String(exception.dropFirst()) : exception
            return name == "*" || (!name.isEmpty && (url.host == name || url.host.hasSuffix("." + name)))
        }
    }
}
