import Configuration
import Loading
import Playbook
import Templating

extension World {
    /// Where modules and plugins that are not built in stand, by the configuration and the environment.
    func plugins(_ files: DataLoader) -> PluginPaths.Settings {
        var settings = PluginPaths.Settings()
        let names: [(PluginPaths.Kind, String)] = [
            (.module, "DEFAULT_MODULE_PATH"), (.moduleUtils, "DEFAULT_MODULE_UTILS_PATH"),
            (.filter, "DEFAULT_FILTER_PLUGIN_PATH"), (.test, "DEFAULT_TEST_PLUGIN_PATH"),
            (.lookup, "DEFAULT_LOOKUP_PLUGIN_PATH"), (.callback, "DEFAULT_CALLBACK_PLUGIN_PATH"),
            (.inventory, "DEFAULT_INVENTORY_PLUGIN_PATH"), (.action, "DEFAULT_ACTION_PLUGIN_PATH"),
            (.connection, "DEFAULT_CONNECTION_PLUGIN_PATH"), (.cache, "DEFAULT_CACHE_PLUGIN_PATH"),
            (.vars, "DEFAULT_VARS_PLUGIN_PATH"), (.strategy, "DEFAULT_STRATEGY_PLUGIN_PATH"),
        ]
        for (kind, name) in names { settings.directories[kind] = configuration.list(name) }
        settings.version = Version.compatible
        settings.versionMismatch = configuration.string("COLLECTIONS_ON_ANSIBLE_VERSION_MISMATCH") ?? "warning"
        settings.findsInstalledCollections = configuration.bool("COLLECTIONS_SCAN_SYS_PATH")
        settings.ignoredModuleEndings = configuration.list("MODULE_IGNORE_EXTS")
        settings.pythonPath = PluginPaths.Settings.pythonPath(environment, files: files)
        return settings
    }

    /// Plugins of the directories and collections that inventories are read with; those beside `directories` come first.
    func plugins(beside directories: [String], _ files: DataLoader) -> PluginPaths {
        let paths = PluginPaths(
            plugins(files), collectionsPaths: configuration.collectionsPaths, files: files)
        for directory in directories { paths.add(directory) }
        return paths
    }
}
