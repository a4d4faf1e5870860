import Modules
import Values

/// ``AccessOptions`` as a task gives them, or as the `K8S_AUTH_*` variables of the host's environment do.
struct AccessSettings {
    private let arguments: Arguments
    let environment: [String: String]

    init(_ arguments: Arguments, _ environment: [String: String]) {
        self.arguments = arguments
        self.environment = environment
    }

    /// An option by its name or its variable; nil where it is left out or empty.
    func text(_ name: String, alias: String? = nil) -> String? {
        let given = arguments.string(name) ?? variable(name) ?? alias.flatMap(variable)
        return given.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func variable(_ name: String) -> String? {
        environment["K8S_AUTH_\(name.uppercased())"].flatMap { $0.isEmpty ? nil : $0 }
    }

    private func flag(_ name: String, alias: String? = nil) -> Bool? {
        arguments.bool(name)
            ?? (variable(name) ?? alias.flatMap(variable)).map { !["0", "false", "no"].contains($0.lowercased()) }
    }

    /// A kubeconfig as a dict.
    var content: Dict? { arguments["kubeconfig"]?.mapping }

    var context: String? { text("context") }

    /// The API's address.
    var host: String? {
        text("host").map { host in String(host.reversed().drop { $0 == "/" }.reversed()) }
    }

    /// A file with the certificates of authorities.
    var authority: String? { text("ca_cert", alias: "ssl_ca_cert") }

    /// nil where the kubeconfig says it.
    var verifies: Bool? { flag("validate_certs", alias: "verify_ssl") }

    var groups: [String] {
        arguments.strings("impersonate_groups")
            ?? variable("impersonate_groups")?.split(separator: ",").map(String.init) ?? []
    }

    /// Whether address and credentials are given, so that no kubeconfig is read.
    var areEnough: Bool {
        let user = user
        func has(_ names: Value...) -> Bool { names.allSatisfy { user[$0] != nil } }
        return host != nil
            && (has("token") || has("username", "password") || has("client-certificate", "client-key"))
    }

    /// The credentials, as a user of a kubeconfig.
    var user: Dict {
        var user: Dict = [:]
        for (key, name, alias) in [
            ("token", "api_key", nil), ("username", "username", nil), ("password", "password", nil),
            ("client-certificate", "client_cert", "cert_file"), ("client-key", "client_key", "key_file"),
        ] as [(String, String, String?)] {
            if let text = text(name, alias: alias) { user[.string(key)] = .string(text) }
        }
        return user
    }

    /// The cluster at an address, as one of a kubeconfig.
    func cluster(_ host: String) -> Dict {
        var cluster: Dict = ["server": .string(host)]
        if verifies == false {
            cluster["insecure-skip-tls-verify"] = true
        } else if let authority {
            cluster["certificate-authority"] = .string(authority)
        }
        return cluster
    }

    func refuse() throws(ModuleFailure) {
        let hasHeaders = environment.keys.contains { $0.hasPrefix("K8S_AUTH_PROXY_HEADERS_") }
        if arguments["proxy_headers"] != nil || hasHeaders {
            throw ModuleFailure("proxy_headers is not supported: kubectl sends no headers of its own to a proxy")
        }
        if flag("persist_config") == true {
            throw ModuleFailure("persist_config is not supported: kubectl keeps refreshed credentials by itself")
        }
    }
}
