import Configuration
import Diagnostics
import Execution
import Loading
import TemplatePlugins
import Values

/// A Galaxy server: what versions of a collection it has, their archives, and where its roles lie.
///
/// Source: the APIs v1 (roles), v2 and v3 (collections) of Galaxy.
struct GalaxyServer {
    /// The server's name in the configuration, or its URL.
    let name: String
    private let url: String
    private let download: ControllerDownload
    private let place: GalaxyPlace
    private let discovery = Discovery()

    /// What the server says of its APIs; asked once a run.
    private final class Discovery {
        var known: (root: String, versions: Dict)?
    }

    /// One version of a collection, with where its archive is.
    struct Release {
        var version: String
        var archive: String
        /// SHA-256 in hexadecimal.
        var digest: String?
        /// Needed collections and their constraints.
        var dependencies: [(name: String, constraint: String)]
        /// What authenticates requests for the archive.
        var server: GalaxyServer
    }

    /// The servers to ask, the first one first: `--server`, `[galaxy] server_list`, or `[galaxy] server`.
    static func all(_ place: GalaxyPlace) throws(Diagnostic) -> [GalaxyServer] {
        let configuration = place.world.configuration
        let names = configuration.list("GALAXY_SERVER_LIST")
        if let given = place.options.server {
            if names.contains(given) { return [try GalaxyServer(named: given, place)] }
            return [GalaxyServer(given, at: given, token: place.options.token ?? storedToken(place), place)]
        }
        if !names.isEmpty {
            var servers: [GalaxyServer] = []
            for name in names { servers.append(try GalaxyServer(named: name, place)) }
            return servers
        }
        let url = SettingReference.base.first { $0.name == "GALAXY_SERVER" }.flatMap(configuration.text)
        let token = place.options.token ?? storedToken(place)
        return [GalaxyServer("default", at: url ?? "https://galaxy.ansible.com", token: token, place)]
    }

    private init(named name: String, _ place: GalaxyPlace) throws(Diagnostic) {
        let rows = SettingReference.galaxyServer(name)
        func text(_ option: String) -> String? {
            rows.first { $0.name == option }.flatMap(place.world.configuration.text).flatMap { $0.isEmpty ? nil : $0 }
        }
        guard let url = text("url") else {
            throw Diagnostic(
                "No setting was provided for required configuration setting: plugin_type: galaxy_server plugin: \(name) "
                    + "setting: url")
        }
        for option in ["auth_url", "client_secret"] where text(option) != nil {
            throw Diagnostic(
                "The setting '\(option)' of the Galaxy server '\(name)' cannot be honoured.",
                help: "Give a token that the server takes as it is.")
        }
        self.init(
            name, at: url, token: text("token"), user: text("username"),
            password: text("password"), checks: text("validate_certs").map(Configuration.isTrue),
            timeout: text("timeout").flatMap { Int($0) }, place)
    }

    private init(
        _ name: String, at url: String, token: String?, user: String? = nil, password: String? = nil,
        checks: Bool? = nil, timeout: Int? = nil, _ place: GalaxyPlace
    ) {
        self.name = name
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.place = place
        var download = ControllerDownload()
        if user == nil, let token { download.headers["Authorization"] = "Token \(token)" }
        download.user = user
        download.password = password
        download.validatesCertificates = checks ?? !place.options.ignoresCertificates
        download.timeout = timeout ?? 60
        self.download = download
    }

    /// What `ansible-galaxy login` and operators leave in a file for the default server.
    private static func storedToken(_ place: GalaxyPlace) -> String? {
        let setting = SettingReference.base.first { $0.name == "GALAXY_TOKEN_PATH" }
        let path = setting.flatMap(place.world.configuration.text) ?? "~/.ansible/galaxy_token"
        return try? place.files.value(at: place.path(path))?.mapping?["token"]?.text
    }

    // MARK: Asking

    /// The JSON at `path`; nil where the server has none.
    private func json(_ path: String) throws(Diagnostic) -> Dict? {
        let address = path.hasPrefix("http") ? path : url + path
        do {
            return try place.withTemporary { temporary in
                try download.fetch(address, to: "\(temporary)/answer")
                return try place.files.value(at: "\(temporary)/answer")?.mapping
            }
        } catch let failure as ControllerDownload.Failure {
            if failure.status == 404 { return nil }
            let status = failure.status.map { " with the HTTP status \($0)" } ?? ""
            throw Diagnostic("Error when asking the Galaxy server \(name) (\(address)): \(failure.message)\(status)")
        } catch let error as Diagnostic {
            throw error
        } catch {
            throw Diagnostic("\(error)")
        }
    }

    /// The path of an API by the words for it, the best first; nil where the server has none of them.
    private func api(_ versions: [String]) throws(Diagnostic) -> (version: String, path: String)? {
        let (root, known) = try discovered()
        for version in versions {
            guard let path = known[.string(version)]?.text else { continue }
            let whole = path.hasPrefix("/") ? path : "\(root)/\(path)"
            return (version, whole.hasSuffix("/") ? String(whole.dropLast()) : whole)
        }
        return nil
    }

    /// Where the server's APIs are, and their paths by version.
    private func discovered() throws(Diagnostic) -> (root: String, versions: Dict) {
        if let known = discovery.known { return known }
        let base = url.hasSuffix("/api") ? "" : "/api"
        var root = base
        var answer = try json("\(base)/")
        if answer?["available_versions"] == nil, !base.isEmpty {
            // An address may be that of the API itself.
            answer = try json("/")
            root = ""
        }
        let found = (root, answer?["available_versions"]?.mapping ?? [:])
        discovery.known = found
        return found
    }

    /// Puts an archive into a file and checks its digest.
    func fetch(_ release: Release, to path: String) throws(Diagnostic) {
        do throws(ControllerDownload.Failure) { try download.fetch(release.archive, to: path) } catch {
            throw Diagnostic("Failed to download \(release.archive): \(error.message)")
        }
        guard let digest = release.digest else { return }
        let sum = Program(["sha256sum", "--", path], output: nil).run()
        guard String(decoding: sum?.output ?? [], as: UTF8.self).hasPrefix(digest.lowercased() + " ") else {
            throw Diagnostic("Mismatch artifact hash with downloaded file")
        }
    }

    // MARK: Collections

    /// The versions of `namespace.name`; empty where the server does not have it.
    func versions(of collection: String) throws(Diagnostic) -> [String] {
        guard let path = try path(of: collection) else { return [] }
        var versions: [String] = []
        var next: String? = "\(path)/versions/?limit=100"
        while let page = next, versions.count < 10_000, let answer = try json(page) {
            let entries = (answer["data"] ?? answer["results"])?.sequence ?? []
            versions += entries.compactMap { $0.mapping?["version"]?.text }
            next = (answer["links"]?.mapping?["next"] ?? answer["next"])?.text
            // A page with a path alone is one of this server.
            if let given = next, given.hasPrefix("/") { next = origin + given }
        }
        return versions
    }

    func release(_ version: String, of collection: String) throws(Diagnostic) -> Release? {
        guard let path = try path(of: collection), let answer = try json("\(path)/versions/\(version)/"),
            let archive = answer["download_url"]?.text
        else { return nil }
        let needed = answer["metadata"]?.mapping?["dependencies"]?.mapping ?? [:]
        return Release(
            version: version, archive: archive.hasPrefix("/") ? origin + archive : archive,
            digest: answer["artifact"]?.mapping?["sha256"]?.text,
            dependencies: needed.compactMap { name, constraint in
                name.text.map { ($0, constraint.text ?? "*") }
            }, server: self)
    }

    private func path(of collection: String) throws(Diagnostic) -> String? {
        let parts = collection.split(separator: ".").map(String.init)
        guard parts.count == 2, let api = try api(["v3", "v2"]) else { return nil }
        return "\(api.path)/collections/\(parts[0])/\(parts[1])"
    }

    /// The scheme and host of the server.
    private var origin: String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        let rest = url[scheme.upperBound...]
        return String(url[..<(rest.firstIndex(of: "/") ?? url.endIndex)])
    }

    // MARK: Roles

    /// The archive of a role `owner.name` and its version, the latest where none is asked for; nil where the server does
    /// not have it.
    func role(_ name: String, version: String?) throws(Diagnostic) -> (archive: String, version: String)? {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count >= 2, let api = try api(["v1"]) else { return nil }
        let (owner, short) = (parts.dropLast().joined(separator: "."), parts[parts.count - 1])
        let answer = try json("\(api.path)/roles/?owner__username=\(owner)&name=\(short)")
        guard let role = answer?["results"]?.sequence?.first?.mapping else { return nil }
        let known = (role["summary_fields"]?.mapping?["versions"]?.sequence ?? []).compactMap(\.mapping)
        let names = known.compactMap { $0["name"]?.text }
        if let version, !names.isEmpty, !names.contains(version) {
            throw Diagnostic(
                "- the specified version (\(version)) of \(name) was not found in the list of available versions "
                    + "(\(names.joined(separator: ", "))).")
        }
        let latest = names.max { VersionOrder.loose(Self.bare($0), Self.bare($1)) < 0 }
        let chosen = version ?? latest ?? role["github_branch"]?.text ?? "master"
        if let url = known.first(where: { $0["name"]?.text == chosen })?["download_url"]?.text {
            return (url.hasPrefix("/") ? origin + url : url, chosen)
        }
        guard let user = role["github_user"]?.text, let repository = role["github_repo"]?.text else { return nil }
        return ("https://github.com/\(user)/\(repository)/archive/\(chosen).tar.gz", chosen)
    }

    private static func bare(_ version: String) -> String {
        version.hasPrefix("v") ? String(version.dropFirst()) : version
    }
}
