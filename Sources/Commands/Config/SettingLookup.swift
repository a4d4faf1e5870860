import Templating
import Values

/// One setting or option of a plugin, as the lookup `config` asks for it.
struct SettingLookup {
    let world: World

    /// Nil where there is no such setting. Throws where there is no such plugin, and for values that do not fit.
    func answer(_ query: SettingQuery) throws(ValueError) -> SettingAnswer? {
        let catalog = SettingCatalog(world)
        var settings = catalog.base + catalog.hidden
        if let type = query.pluginType, let name = query.pluginName {
            guard let plugin = catalog.plugins(type, named: [name]).first else {
                throw ValueError(.value, "Unable to load \(type) plugin '\(name)'.")
            }
            settings = plugin.settings
        }
        guard let setting = settings.first(where: { $0.name == query.name }) else { return nil }
        do throws(OptionsError) {
            let resolved = try SettingResolver(world).resolve(setting)
            return SettingAnswer(resolved.value, origin: resolved.origin, variables: setting.variables)
        } catch {
            throw ValueError(.value, error.message)
        }
    }
}
