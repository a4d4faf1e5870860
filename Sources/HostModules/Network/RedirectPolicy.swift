import Modules
import System
import Values

/// Which redirects are followed, in the words of Ansible's `follow_redirects`.
enum RedirectPolicy: String, Sendable {
    case all, none, safe, urllib2

    /// `yes` and `no` are old words for two of them.
    init(named name: String) {
        self = RedirectPolicy(rawValue: name) ?? (name == "yes" ? .all : .none)
    }

    func follows(_ method: String, _ status: Int) -> Bool {
        guard [301, 302, 303, 307, 308].contains(status) else { return false }
        let isSafe = method == "GET" || method == "HEAD"
        switch self {
        case .all: return true
        case .none: return false
        case .safe: return isSafe
        case .urllib2: return isSafe || method == "POST" && status < 307
        }
    }
}

/// A request that is sent again to where the answers point, at most ten times.
struct RedirectedRequest: Sendable {
    private var request: HTTPRequest
    private let policy: RedirectPolicy
    /// Lower-case names of headers that only the first request carries.
    private let firstOnly: Set<String>

    init(_ request: HTTPRequest, policy: RedirectPolicy, firstOnly: [String] = []) {
        self.request = request
        self.policy = policy
        self.firstOnly = Set(firstOnly.map { $0.lowercased() })
    }

    /// The last answer and the URL it came from. Throws in urllib's words where no server answers.
    func send(on system: some System) async throws(ModuleFailure) -> (response: HTTPResponse, url: String) {
        var request = request
        guard URLReference.scheme(request.url) != nil else {
            let shown = URLPassword.hidden(in: request.url)
            throw ModuleFailure(
                "unknown url type: \(shown.representation)", values: ["status": -1, "url": .string(shown)])
        }
        for _ in 0..<10 {
            let response: HTTPResponse
            do { response = try await system.http(request) } catch {
                let code = error.code == 0 ? "" : "[Errno \(error.code)] "
                let scheme = URLReference.scheme(request.url) ?? ""
                let isKnown = error.code != 0 || ["http", "https"].contains(scheme)
                let reason = isKnown ? error.reason : "unknown url type: \(scheme)"
                throw ModuleFailure("Request failed: <urlopen error \(code)\(reason)>")
            }
            guard policy.follows(request.method, response.status), let location = response.value("location") else {
                return (response, request.url)
            }
            let origin = URLReference.origin(request.url)
            request.url = URLReference.join(request.url, location)
            if response.status < 307, request.method != "HEAD", response.status != 301 || request.method == "POST" {
                request.method = "GET"
                request.body = []
                request.headers.removeAll { ["content-length", "content-type"].contains($0.name.lowercased()) }
            }
            let leaves = URLReference.origin(request.url) != origin
            request.headers.removeAll { header in
                let name = header.name.lowercased()
                return firstOnly.contains(name) || leaves && (name == "authorization" || name == "cookie")
            }
        }
        throw ModuleFailure("The HTTP server returned a redirect error that would lead to an infinite loop.")
    }
}

extension HTTPResponse {
    /// The value of a header, several joined by commas.
    func value(_ name: String) -> String? {
        let found = headers.filter { $0.name.lowercased() == name }.map(\.value)
        return found.isEmpty ? nil : found.joined(separator: ", ")
    }
}
