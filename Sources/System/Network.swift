/// A look at a port: does it answer, and with what.
public struct Probe: Sendable {
    /// A host name, an address, or the absolute path of a Unix socket (then `port` is unused).
    public var host: String
    public var port: Int
    /// Seconds for the connection.
    public var timeout: Double
    /// Read until the answer holds as many bytes, for a banner search; 0 reads nothing.
    public var readLimit: Int

    public init(host: String, port: Int, timeout: Double, readLimit: Int = 0) {
        self.host = host
        self.port = port
        self.timeout = timeout
        self.readLimit = readLimit
    }
}

public struct ProbeResult: Sendable {
    public var isOpen: Bool
    public var banner: [UInt8]

    public init(isOpen: Bool, banner: [UInt8] = []) {
        self.isOpen = isOpen
        self.banner = banner
    }
}

/// One HTTP request (RFC 9112). Redirects are not followed here; modules decide on them.
public struct HTTPRequest: Sendable {
    public var method: String
    /// An absolute http or https URL; `unixSocket` connects there instead of to the URL's host.
    public var url: String
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
    public var timeout: Double
    public var unixSocket: String?
    public var verifyCertificates: Bool
    /// Whether a proxy that the environment names is used.
    public var usesProxy: Bool
    public var authorityFile: String?
    public var clientCertificate: String?
    public var clientKey: String?
    /// Writes the body to this path instead of returning it.
    public var download: String?

    public init(
        method: String = "GET", url: String, headers: [(name: String, value: String)] = [], body: [UInt8] = [],
        timeout: Double = 30, unixSocket: String? = nil, verifyCertificates: Bool = true,
        authorityFile: String? = nil, clientCertificate: String? = nil, clientKey: String? = nil,
        download: String? = nil, usesProxy: Bool = true
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.unixSocket = unixSocket
        self.verifyCertificates = verifyCertificates
        self.authorityFile = authorityFile
        self.clientCertificate = clientCertificate
        self.clientKey = clientKey
        self.download = download
        self.usesProxy = usesProxy
    }
}

public struct HTTPResponse: Sendable {
    public var status: Int
    public var reason: String
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]

    public init(status: Int, reason: String, headers: [(name: String, value: String)], body: [UInt8]) {
        self.status = status
        self.reason = reason
        self.headers = headers
        self.body = body
    }
}
