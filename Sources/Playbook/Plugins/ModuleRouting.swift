import Diagnostics
import Loading
import Synchronization
import TemplatePlugins
import Values
import YAML

/// Where modules have moved: the `plugin_routing` of collections and of ansible-core.
final class ModuleRouting: Sendable {
    private let files: DataLoader
    private let collections = Mutex<[String: Dict]>([:])
    /// The ansible-core whose collections these are, and what becomes of a collection that does not support it:
    /// `warning`, `error` or `ignore`.
    private let (version, mismatch): (String, String)
    private let core = Mutex<[String: String]>([:])
    private let coreGroups = Mutex<Dict?>(nil)

    init(_ files: DataLoader, version: String, mismatch: String) {
        self.files = files
        (self.version, self.mismatch) = (version, mismatch)
    }

    /// Why a collection's modules must not run: that it does not support this version, where that is an error.
    func refusal(ofCollectionAt directory: String) -> Diagnostic? {
        guard mismatch != "ignore" else { return nil }
        // A warning comes as its metadata is read, once.
        let wanted = metadata(ofCollectionAt: directory)["requires_ansible"]?.text
        guard mismatch == "error" else { return nil }
        return complaint(directory, wanted).map { Diagnostic($0) }
    }

    private func complaint(_ directory: String, _ wanted: String?) -> String? {
        guard let wanted, !wanted.isEmpty else { return nil }
        let name = directory.split(separator: "/").suffix(2).joined(separator: ".")
        guard let range = VersionRange(wanted) else {
            return "Error parsing collection metadata requires_ansible value from collection \(name): "
                + "Invalid specifier: '\(wanted)'"
        }
        return range.contains(version) ? nil : "Collection \(name) does not support Ansible version \(version)"
    }

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
            if mismatch == "warning", let complaint = complaint(directory, content["requires_ansible"]?.text) {
                files.report(Diagnostic(complaint, severity: .warning))
            }
            return content
        }
    }

    /// The collection's plugin that a short name stands for to ansible-core; its table is large and is searched, not
    /// parsed.
    ///
    /// - Parameter kind: the word for the kind of plugin.
    func redirect(ofCore name: String, _ kind: String = "modules", package: String) -> String? {
        let table = core.withLock { sections in
            if let known = sections[kind] { return known }
            let bytes = files.content(of: "\(package)/config/ansible_builtin_runtime.yml") ?? []
            let text = String(decoding: bytes, as: UTF8.self)
            let section = Self.section(kind, of: text)
            sections[kind] = section
            return section
        }
        guard let entry = table.firstRange(of: "\n    \(name):\n") ?? prefix(table, name) else { return nil }
        let lines = table[entry.upperBound...].prefix(400).split(separator: "\n").prefix { $0.hasPrefix("      ") }
        let key = "      redirect: "
        return lines.first { $0.hasPrefix(key) }.map { String($0.dropFirst(key.count)) }
    }

    /// What is nested below a key that is indented by two blanks.
    private static func section(_ key: String, of text: String) -> String {
        guard let start = text.firstRange(of: "\n  \(key):\n")?.upperBound else { return "" }
        let rest = text.utf8[start...]
        var end = rest.startIndex
        while end < rest.endIndex, rest[end...].starts(with: "   ".utf8) {
            end = rest[end...].firstIndex(of: 10).map { rest.index(after: $0) } ?? rest.endIndex
        }
        return String(text[start..<end])
    }

    private func prefix(_ text: String, _ name: String) -> Range<String.Index>? {
        let entry = "    \(name):\n"
        return text.hasPrefix(entry) ? text.startIndex..<text.index(text.startIndex, offsetBy: entry.count) : nil
    }
}
