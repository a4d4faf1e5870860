import Diagnostics
import Values

extension Loader {
    /// Throws where `module_defaults` among these keywords names a group of modules that does not exist.
    ///
    /// - Parameter span: where the keywords are written.
    func checkGroups(of draft: Draft, at span: Span) throws(Diagnostic) {
        for key in draft.attributes.moduleDefaults.joined().map(\.key) {
            guard let group = key.text.flatMap(PluginPaths.group(inDefaults:)), plugins.actionGroup(group) == nil else {
                continue
            }
            throw Diagnostic(
                "Error loading module_defaults: could not resolve the module_defaults group \(group)", at: span)
        }
    }
}
