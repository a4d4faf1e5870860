public import Values

/// An HTTP GET of the `url` lookup, its options already checked.
public struct FetchRequest: Sendable {
    public var url: String
    /// The URL as messages may show it, without its password.
    public var shown: String
    public var headers: [(name: String, value: String)] = []
    /// Lower-case or not, the names of headers that a redirected request does not carry.
    public var firstOnlyHeaders: [String] = []
    /// Whether caches are told to ask the server.
    public var asksForFresh = false
    public var user: String?
    public var password: String?
    public var forcesBasicAuthentication = false
    public var usesNetrc = true
    public var validatesCertificates = true
    public var usesProxy = true
    public var timeout: Double = 10
    public var followsRedirects = "urllib2"
    public var userAgent = "ansible-httpget"
    public var unixSocket: String?
    public var authorityFile: String?

    public init(url: String, shown: String) {
        self.url = url
        self.shown = shown
    }
}

/// What a server has answered.
public struct FetchResponse: Sendable {
    public var status: Int
    public var reason: String
    public var body: [UInt8]

    public init(status: Int, reason: String, body: [UInt8]) {
        self.status = status
        self.reason = reason
        self.body = body
    }
}
