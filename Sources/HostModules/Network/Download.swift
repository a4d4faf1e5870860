package import Modules
package import System

/// A file fetched over HTTP, redirects followed.
package struct Download: Sendable {
    private let url: String
    private let headers: [(name: String, value: String)]
    private let verifiesCertificates: Bool

    package init(url: String, headers: [(name: String, value: String)] = [], verifiesCertificates: Bool = true) {
        self.url = url
        self.headers = headers
        self.verifiesCertificates = verifiesCertificates
    }

    package func save(to path: String, _ machine: Machine<some System>) async throws(ModuleFailure) {
        if let local = URLReference.localPath(url) { return try await take(local, path, machine) }
        var url = url
        for _ in 0..<10 {
            let request = HTTPRequest(
                url: url, headers: headers, verifyCertificates: verifiesCertificates, download: path)
            let response: HTTPResponse
            do { response = try await machine.system.http(request) } catch {
                throw ModuleFailure("Failure downloading \(url), \(error.reason)")
            }
            let location = response.headers.first { $0.name.lowercased() == "location" }?.value
            guard (300..<400).contains(response.status), let location else {
                guard response.status == 200 else {
                    throw ModuleFailure("Failure downloading \(url), HTTP Error \(response.status): \(response.reason)")
                }
                return
            }
            url = location.has("://") ? location : origin(of: url) + location
        }
        throw ModuleFailure("Failure downloading \(self.url), too many redirects")
    }

    /// A file of the machine itself.
    private func take(_ local: String, _ path: String, _ machine: Machine<some System>) async throws(ModuleFailure) {
        do { try await machine.system.copy(local, to: path) } catch {
            throw ModuleFailure(
                "Failure downloading \(url), Request failed: <urlopen error \(PythonError.text(error, local))>")
        }
    }

    private func origin(of url: String) -> String {
        guard let scheme = url.firstOccurrence(of: "://") else { return url }
        return String(url[..<scheme.upperBound] + url[scheme.upperBound...].prefix { $0 != "/" })
    }
}
