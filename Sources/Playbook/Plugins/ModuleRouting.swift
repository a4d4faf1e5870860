import Diagnostics
import Synchronization
import Templating
import Values
import YAML

/// Where modules have moved: the `plugin_routing` of collections and of ansible-core.
final class ModuleRouting: Sendable {
    private let files: DataLoader
    private let collections = Mutex<[String: Dict]>([:])
    private let core = Mutex<String?>(nil)
    private let coreGroups = Mutex<Dict?>(nil)

    init(_ files: DataLoader) { self.files = files }

    /// The name that a collection's `meta/runtime.yml` sends a module to; nil where it does not.
    ///
    /// - Parameter kind: the word for the kind of plugin.
    func redirect(of name: String, _ kind: String = "modules", inCollectionAt directory: String) -> String? {
        let routing = metadata(ofCollectionAt: directory)["plugin_routing"]?.mapping?[.string(kind)]?.mapping
        return routing?[.string(name)]?.mapping?["redirect"]?.text
    }

    /// Word of a module or action that the collection no longer has; nil where it says none.
    func tombstone(of name: String, inCollectionAt directory: String) -> (entry: Dict, isAction: Bool)? {
        let routing = metadata(ofCollectionAt: directory)["plugin_routing"]?.mapping
        for kind in ["action", "modules"] as [Value] {
            let entry = routing?[kind]?.mapping?[.string(name)]?.mapping?["tombstone"]?.mapping
            if let entry { return (entry, kind == "action") }
        }
        return nil
    }

    /// The groups of modules that a collection's `meta/runtime.yml` names for `module_defaults`.
    func actionGroups(inCollectionAt directory: String) -> Dict {
        metadata(ofCollectionAt: directory)["action_groups"]?.mapping ?? [:]
    }

    /// The groups that ansible-core itself names: those of collections by short names, and what its own file adds.
    func actionGroups(ofCore package: String?) -> Dict {
        coreGroups.withLock { known in
            if let known { return known }
            let bytes = package.flatMap { files.content(of: "\($0)/config/ansible_builtin_runtime.yml") } ?? []
            let text = String(decoding: bytes, as: UTF8.self)
            let start = text.firstRange(of: "\naction_groups:\n")?.lowerBound ?? text.endIndex
            let source = SourceFile(name: "action_groups", text: String(text[start...]))
            let node = try? YAMLParser.document(source)
            let written = node.flatMap {
                try? ValueBuilder(trusted: false).value(of: $0).mapping?["action_groups"]?.mapping
            }
            let groups = Self.coreGroups.mapValues { names -> Value in
                [["metadata": ["extend_group": .list(names.map { .string($0) })]]]
            }
            let all = Dict(uniqueKeysWithValues: groups.map { (.string($0.key), $0.value) }).merging(written ?? [:]) {
                $1
            }
            known = all
            return all
        }
    }

    private static let coreGroups = [
        "acme": ["community.crypto.acme"], "aws": ["amazon.aws.aws", "community.aws.aws"],
        "azure": ["azure.azcollection.azure"], "cpm": ["wti.remote.cpm"],
        "docker": ["community.general.docker", "community.docker.docker"], "gcp": ["google.cloud.gcp"],
        "k8s": [
            "community.kubernetes.k8s", "community.general.k8s", "community.kubevirt.k8s", "community.okd.k8s",
            "kubernetes.core.k8s",
        ], "os": ["openstack.cloud.os"], "ovirt": ["ovirt.ovirt.ovirt", "community.general.ovirt"],
        "vmware": ["community.vmware.vmware"],
    ]

    private func metadata(ofCollectionAt directory: String) -> Dict {
        collections.withLock { known in
            if let content = known[directory] { return content }
            let paths = ["runtime.yml", "runtime.yaml"].map { "\(directory)/meta/\($0)" }
            let content = paths.first(where: files.exists).flatMap { try? files.value(at: $0)?.mapping } ?? [:]
            known[directory] = content
            return content
        }
    }

    /// The collection's module that a short name stands for to ansible-core; its table is large and is searched, not
    /// parsed.
    func redirect(ofCore name: String, package: String) -> String? {
        let text = core.withLock { known in
            if let known { return known }
            let bytes = files.content(of: "\(package)/config/ansible_builtin_runtime.yml") ?? []
            let text = String(decoding: bytes, as: UTF8.self)
            let start = text.firstRange(of: "\n  modules:\n")?.upperBound ?? text.endIndex
            let end = text[start...].firstRange(of: "\n  module_utils:\n")?.lowerBound ?? text.endIndex
            known = String(text[start..<end])
            return known ?? ""
        }
        guard let entry = text.firstRange(of: "\n    \(name):\n") ?? prefix(text, name) else { return nil }
        let lines = text[entry.upperBound...].prefix(400).split(separator: "\n").prefix { $0.hasPrefix("      ") }
        let key = "      redirect: "
        return lines.first { $0.hasPrefix(key) }.map { String($0.dropFirst(key.count)) }
    }

    private func prefix(_ text: String, _ name: String) -> Range<String.Index>? {
        let entry = "    \(name):\n"
        return text.hasPrefix(entry) ? text.startIndex..<text.index(text.startIndex, offsetBy: entry.count) : nil
    }
}
