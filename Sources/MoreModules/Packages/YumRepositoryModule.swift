import HostModules
import Modules
import System
import Values

/// `ansible.builtin.yum_repository`: repositories that yum and dnf install from.
struct YumRepositoryModule: Module {
    static let name = "ansible.builtin.yum_repository"
    static let arguments = ArgumentSpec(
        Option.table(
            """
            async:bool bandwidth baseurl:list cost countme:bool deltarpm_metadata_percentage deltarpm_percentage
            description enabled:bool enablegroups:bool exclude(excludepkgs):list failovermethod{roundrobin|priority}
            file gpgcakey gpgcheck:bool gpgkey:list module_hotfixes:bool http_caching{all|packages|none} include
            includepkgs:list ip_resolve{4|6|IPv4|IPv6|whatever} keepalive:bool keepcache{0|1} metadata_expire
            metadata_expire_filter{never|read-only:past|read-only:present|read-only:future} metalink mirrorlist
            mirrorlist_expire name! password* priority protect:bool proxy proxy_password* proxy_username
            repo_gpgcheck:bool reposdir:path=/etc/yum.repos.d retries s3_enabled:bool skip_if_unavailable:bool
            sslcacert(ca_cert) ssl_check_cert_permissions:bool sslclientcert(client_cert) sslclientkey(client_key)
            sslverify(validate_certs):bool state=present{present|absent} throttle timeout ui_repoid_vars username
            """),
        requiredIf: [
            .init("state", "present", ["baseurl", "mirrorlist", "metalink"], any: true),
            .init("state", "present", ["description"]),
        ], fileAttributes: true)

    /// What goes nowhere into the file.
    private static let ours: Set = [
        "name", "state", "reposdir", "file", "description", "mode", "owner", "group", "seuser", "serole", "selevel",
        "setype", "attributes", "unsafe_writes",
    ]

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let directory = arguments.string("reposdir") ?? "/etc/yum.repos.d"
        guard await machine.isDirectory(directory) else {
            throw ModuleFailure("Repo directory '\(directory)' does not exist.")
        }
        let id = arguments.string("name") ?? ""
        let path = "\(directory)/\(arguments.string("file") ?? id).repo"
        var file = RepositoryFile(await machine.text(path) ?? "")
        let before = file.dump
        file.remove(id)
        let isPresent = arguments.string("state") == "present"
        if isPresent { file.add(id, options) }
        let after = file.dump
        var outcome = Outcome(
            changed: before != after,
            values: ["repo": .string(id), "state": .string(isPresent ? "present" : "absent")],
            diff: [Diff(before: .string(before), after: .string(after), beforeHeader: path, afterHeader: path)])
        if outcome.changed, !context.check {
            if file.sections.isEmpty {
                try await machine.remove(path)
            } else {
                try await machine.replace(path, with: file.text, follow: true)
            }
        }
        if await machine.isFile(path) {
            var changes = AttributeChanges()
            let changed = try await FileAttributes(arguments).apply(
                to: path, &changes, on: system, check: context.check)
            outcome.changed = outcome.changed || changed
        }
        return outcome
    }

    private var options: [(name: String, value: String)] {
        var options: [(name: String, value: String)] = []
        for (key, value) in arguments.values where !value.isNone {
            guard let name = key.text, !Self.ours.contains(name) else { continue }
            options.append((name, text(value, separator: name == "baseurl" || name == "gpgkey" ? "\n" : " ")))
        }
        options.append(("name", arguments.string("description") ?? ""))
        return options.sorted { $0.name < $1.name }
    }

    private func text(_ value: Value, separator: String) -> String {
        switch value {
        case .bool(let flag): flag ? "1" : "0"
        case .list(let list): list.items.compactMap(\.text).joined(separator: separator)
        default: (try? value.string()) ?? ""
        }
    }
}
