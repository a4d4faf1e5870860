import Configuration
import Inventory
import Playbook
import Templating
import Values

/// The variables that Ansible itself sets; nothing overrides them.
///
/// Source: "Special Variables" of the Ansible documentation.
struct MagicVariables: VariableLayer {
    let run: RunContext
    let host: String?
    let task: Task?
    let play: PlayState?

    var names: [String] { Self.rows.keys.filter { variable($0) != nil } }

    func variable(_ name: String) -> Value? { Self.rows[name]?(self) ?? nil }

    private typealias Row = @Sendable (MagicVariables) -> Value?

    private static let rows: [String: Row] = [
        "omit": { _ in .omit },
        "hostvars": { .object(HostVariables(run: $0.run)) },
        "groups": { .dict($0.run.inventory.groups) },
        "group_names": { magic in magic.host.map { .list(magic.run.inventory.groupNames(of: $0).map { .string($0) }) }
        },
        "inventory_hostname": { magic in magic.host.map { .string($0) } },
        "inventory_hostname_short": { magic in
            magic.host.map { .string($0.split(separator: ".").first.map(String.init) ?? $0) }
        },
        "inventory_dir": { magic in magic.host.flatMap { magic.run.inventory.directory(of: $0) }.map { .string($0) } },
        "inventory_file": { magic in magic.host.flatMap { magic.run.inventory.file(of: $0) }.map { .string($0) } },
        "playbook_dir": { magic in
            .string(
                magic.play?.play.directory ?? magic.run.inventory.playbookDirectory ?? magic.run.options.directory)
        },
        "ansible_playbook_python": { _ in "/usr/bin/python3" },
        "ansible_version": { .dict(version($0.run.options.version)) },
        "ansible_check_mode": { .bool($0.run.options.isCheckMode) },
        "ansible_diff_mode": { .bool($0.run.options.showsDiff) },
        "ansible_forks": { .int($0.run.options.forks) },
        "ansible_verbosity": { .int($0.run.options.verbosity) },
        "ansible_run_tags": { .list($0.run.options.onlyTags.map { .string($0) }) },
        "ansible_skip_tags": { .list($0.run.options.skipTags.map { .string($0) }) },
        "ansible_limit": { magic in magic.run.options.limit.map { .string($0) } },
        "ansible_config_file": { magic in magic.run.configuration.file.map { .string($0) } ?? Value.none },
        "ansible_inventory_sources": { .list($0.run.inventory.sources.map { .string($0) }) },
        "ansible_play_name": { magic in magic.play.map { .string($0.name) } },
        "ansible_play_hosts_all": { magic in magic.play.map { .list($0.namedHosts.map { .string($0) }) } },
        "ansible_play_hosts": { magic in magic.play.map { .list($0.currentHosts.map { .string($0) }) } },
        "ansible_play_batch": { magic in magic.play.map { .list($0.currentBatch.map { .string($0) }) } },
        "play_hosts": { magic in magic.play.map { .list($0.currentBatch.map { .string($0) }) } },
        "ansible_current_hosts": { magic in magic.play.map { .list($0.currentBatch.map { .string($0) }) } },
        "ansible_play_role_names": { magic in
            magic.play.map { .list($0.usedRoles.map { .string($0.fullName) }) }
        },
        "ansible_dependent_role_names": { magic in
            magic.play.map { .list(unique($0.usedRoles.flatMap { $0.allDependencies.map(\.fullName) })) }
        },
        "ansible_role_names": { magic in
            magic.play.map {
                .list(unique($0.usedRoles.flatMap { role in role.allDependencies.map(\.fullName) + [role.fullName] }))
            }
        },
        "role_names": { magic in
            magic.play.map { .list($0.usedRoles.map { .string($0.fullName) }) }
        },
        "role_name": { magic in magic.task?.role.map { .string($0.name) } },
        "ansible_role_name": { magic in magic.task?.role.map { .string($0.fullName) } },
        "role_path": { magic in magic.task?.role.map { .string($0.path) } },
        "role_uuid": { magic in magic.task?.role.map { .string(String($0.identity.hashValue)) } },
        "ansible_collection_name": { magic in magic.task?.role?.role.collection.map { .string($0) } },
        "ansible_parent_role_names": { magic in
            guard let parents = magic.task?.scope.includingRoles, !parents.isEmpty else { return nil }
            return .list(parents.map { .string($0.fullName) })
        },
        "ansible_parent_role_paths": { magic in
            guard let parents = magic.task?.scope.includingRoles, !parents.isEmpty else { return nil }
            return .list(parents.map { .string($0.path) })
        },
        "ansible_search_path": { magic in
            guard let task = magic.task, let play = magic.play else { return nil }
            return .list(SearchPath.directories(of: task, play: play.play).map { .string($0) })
        },
        "environment": { magic in magic.task.map { .list($0.effective.environment) } },
    ]

    private static func unique(_ names: [String]) -> [Value] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }.map { .string($0) }
    }

    private static func version(_ text: String) -> Dict {
        let parts = text.split(separator: ".").compactMap { Int($0) }
        func part(_ index: Int) -> Value { .int(index < parts.count ? parts[index] : 0) }
        return [
            "string": .string(text), "full": .string(text), "major": part(0), "minor": part(1), "revision": part(2),
        ]
    }
}
