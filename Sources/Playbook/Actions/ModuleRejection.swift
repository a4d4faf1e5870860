public import Diagnostics
public import Loading
import Templating
import Values

/// Modules that the operator does not allow: the file that `plugin_filters_cfg` names, or
/// `/etc/ansible/plugin_filters.yml`.
///
/// Source: "Modifying and filtering plugins" of the Ansible documentation.
public struct ModuleRejection: Sendable {
    private static let standardFile = "/etc/ansible/plugin_filters.yml"
    private let names: Set<String>

    /// Reads `file`; what is wrong with it is reported and the file passed over. Throws where it rejects `stat`.
    public init(file: String?, files: DataLoader, report: (Diagnostic) -> Void) throws(Diagnostic) {
        let path = file ?? Self.standardFile
        do throws(Unusable) {
            names = try Self.names(path, files)
        } catch {
            names = []
            if file != nil || files.exists(path) { report(Diagnostic(error.message, severity: .warning)) }
        }
        guard !names.contains("stat") else {
            throw Diagnostic(
                "The stat module was specified in the module reject list file, \(path), but Ansible will not function "
                    + "without the stat module.  Please remove stat from the reject list.")
        }
    }

    private struct Unusable: Error { let message: String }

    private static func names(_ path: String, _ files: DataLoader) throws(Unusable) -> Set<String> {
        func unusable(_ problem: String) -> Unusable {
            Unusable(message: "The plugin filter file, \(path) \(problem)")
        }
        guard files.exists(path) else { throw unusable("does not exist. Skipping.") }
        let content: Dict
        do throws(Diagnostic) {
            content = try files.value(at: path)?.mapping ?? [:]
        } catch {
            throw unusable("was not parsable. Skipping: \(error.message)")
        }
        guard let version = content["filter_version"] else { throw unusable("was invalid. Skipping.") }
        guard (try? version.string()) == "1.0" else {
            throw unusable("was a version not recognized by this version of Ansible. Skipping.")
        }
        guard let list = content["module_rejectlist"]?.sequence else {
            throw Unusable(
                message: "Unable to parse the plugin filter file \(path) as module_rejectlist is not a list. Skipping.")
        }
        return Set(list.compactMap(\.text))
    }

    /// `catalog` without the rejected modules.
    public func applied(to catalog: ActionCatalog) -> ActionCatalog {
        guard !names.isEmpty else { return catalog }
        var filtered = catalog
        filtered.resolve = { [names] name, collections, plugins in
            guard let full = catalog.resolve(name, collections, plugins), !names.contains(full) else { return nil }
            let isBuiltin = full.hasPrefix("ansible.builtin.")
            return isBuiltin && names.contains(String(full.dropFirst("ansible.builtin.".count))) ? nil : full
        }
        return filtered
    }
}
