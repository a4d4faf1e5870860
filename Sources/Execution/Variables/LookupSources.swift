import Configuration
import Diagnostics
import Loading
import TemplatePlugins
import Templating
import Values
import Vault

/// What lookups may ask of the run, apart from variables.
struct LookupSources: Sendable {
    var basedir: String
    var environment: [String: String]
    var vault: (any VaultAccess)?

    func context(searchPath: [String], host: String?, run: RunContext) -> LookupContext {
        var context = LookupContext(table: .ansible, basedir: basedir, searchPath: searchPath, environment: environment)
        context.host = host
        context.vault = vault
        context.inventoryHosts = { [inventory = run.inventory] pattern throws(ValueError) in
            do throws(Diagnostic) {
                return try inventory.hosts(matching: [pattern], order: nil)
            } catch {
                throw ValueError(.value, error.briefMessage)
            }
        }
        context.setting = run.options.setting
        context.hasModule = { [plugins = run.plugins] name in
            ActionRegistry().resolve(name, collections: [], plugins: plugins) != nil
        }
        context.fetch = ControllerFetch.response
        context.query = ControllerQuery.result
        context.foreign = { [plugins = run.pythonPlugins, basedir] name in plugins.lookup(name, basedir: basedir) }
        return context
    }
}
