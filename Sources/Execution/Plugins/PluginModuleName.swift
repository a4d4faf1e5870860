package import Playbook

/// The Python module that a plugin's file is loaded as.
package enum PluginModuleName {
    /// A plugin of a collection gets the module's own name, with which its relative imports work. Any other gets a name
    /// that no module of ansible-core bears, so that it may import the one that it stands in for.
    ///
    /// - Parameter name: the plugin's name, `namespace.collection.name` or a short one.
    package static func of(_ name: String, _ kind: PluginPaths.Kind) -> String {
        let parts = name.split(separator: ".").map(String.init)
        let isOfCore = parts.first == "ansible" && parts.count > 2 && ["builtin", "legacy"].contains(parts[1])
        guard parts.count > 2, !isOfCore else {
            return "ansible.plugins.\(kind.inCollections).local_\(parts.last ?? name)"
        }
        let short = parts[2...].joined(separator: ".")
        return "\(package(ofCollection: "\(parts[0]).\(parts[1])", kind)).\(short)"
    }

    /// The package of all plugins of a kind in a collection, `namespace.name`.
    static func package(ofCollection collection: String, _ kind: PluginPaths.Kind) -> String {
        "ansible_collections.\(collection).plugins.\(kind.inCollections)"
    }
}
