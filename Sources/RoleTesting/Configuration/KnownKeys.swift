import Diagnostics
import Values
import YAML

/// The keys that a scenario file may hold; others are warned of, and the run goes on.
///
/// Source: Molecule's schema of molecule.yml, and the keys of its container and vagrant drivers.
struct KnownKeys {
    /// nil stands for anything.
    private indirect enum Shape: Sendable {
        case anything
        case keys([String: Shape])
        case items(Shape)
    }

    private static let playbooks: Shape = .anything

    private static func leaves(_ words: String) -> [String: Shape] {
        Dictionary(uniqueKeysWithValues: words.split(separator: " ").map { (String($0), Shape.anything) })
    }

    private static let shape: Shape = .keys([
        "ansible": .keys([
            "cfg": .anything, "env": .anything, "playbooks": playbooks,
            "executor": .keys(["backend": .anything, "args": .keys(leaves("ansible_playbook ansible_navigator"))]),
        ]),
        "dependency": .keys(leaves("name command enabled options env")),
        "driver": .keys(
            leaves("name options ssh_connection_options safe_files provider cachier default_box provision")),
        "log": .anything,
        "lint": .anything,
        "platforms": .items(.keys(leaves(platformKeys))),
        "prerun": .anything,
        "role_name_check": .anything,
        "shared_state": .anything,
        "provisioner": .keys([
            "name": .anything, "options": .anything, "connection_options": .anything, "log": .anything,
            "ansible_args": .anything, "config_options": .anything, "env": .anything, "playbooks": playbooks,
            "children": .anything, "inventory": .keys(leaves("hosts host_vars group_vars links")),
        ]),
        "scenario": .keys(
            leaves(
                "name check_sequence cleanup_sequence converge_sequence create_sequence dependency_sequence "
                    + "destroy_sequence idempotence_sequence lint_sequence prepare_sequence side_effect_sequence "
                    + "syntax_sequence test_sequence verify_sequence")),
        "verifier": .keys(leaves("name enabled options env directory additional_files_or_dirs")),
    ])

    private static let platformKeys =
        "name groups children image image_pull pre_build_image dockerfile build_image buildargs build_args registry command "
        + "entrypoint hostname env volumes tmpfs privileged capabilities cap_add cap_drop security_opts networks "
        + "docker_networks network network_mode purge_networks ip etc_hosts dns_servers sysctls ulimits memory cpus "
        + "memory_swap shm_size user working_dir pid_mode ipc_mode links exposed_ports published_ports ports "
        + "keep_volumes docker_host tls cacert_path cert_path key_path tls_verify cgroupns_mode cgroup_parent "
        + "cgroup_manager override_command restart_policy restart_retries devices device_requests runtime storage_opts pkg_extras systemd "
        + "extra_opts rootless storage_driver platform pull box box_version box_url box_download_checksum "
        + "box_download_checksum_type interfaces instance_raw_config_args config_options provider_options "
        + "provider_raw_config_args provision address port connection_options environment detach tty stop_timeout labels"

    /// A warning for each key of the document that nothing reads.
    static func warnings(for document: ScenarioDocument) -> [Diagnostic] {
        guard let node = document.node else { return [] }
        var warnings: [Diagnostic] = []
        check(node, shape, path: "", document, &warnings)
        return warnings
    }

    private static func check(
        _ node: Node, _ shape: Shape, path: String, _ document: ScenarioDocument, _ warnings: inout [Diagnostic]
    ) {
        switch (shape, node.content) {
        case (.items(let item), .sequence(let nodes)):
            for (index, node) in nodes.enumerated() {
                check(node, item, path: "\(path)[\(index)]", document, &warnings)
            }
        case (.keys(let keys), .mapping(let pairs)):
            for (key, value) in pairs where !key.isMergeKey {
                guard case .scalar(let name, _) = key.content else { continue }
                if let inner = keys[name] {
                    check(value, inner, path: path.isEmpty ? name : "\(path).\(name)", document, &warnings)
                } else if !name.hasPrefix("x-"), !name.hasPrefix(".") {
                    warnings.append(unknown(name, path, keys.keys.sorted(), document.place(key.span)))
                }
            }
        default: break
        }
    }

    private static func unknown(_ name: String, _ path: String, _ keys: [String], _ span: Span) -> Diagnostic {
        let place = path.isEmpty ? "" : " in \(path)"
        return Diagnostic(
            "Unknown key '\(name)'\(place), it is not used.", at: span, severity: .warning,
            help: Suggestion.nearest(to: name, among: keys).map { "Did you mean '\($0)'?" })
    }
}
