import Configuration
import Loading
import Values

/// All settings there are, those of plugins in files of the search paths included.
struct SettingCatalog {
    let world: World
    private let home: String

    init(_ world: World) {
        self.world = world
        home = DataLoader(environment: world.environment).path(
            world.configuration.string("ANSIBLE_HOME") ?? "~/.ansible", in: world.directory)
    }

    var base: [KnownSetting] { SettingReference.base.map { KnownSetting($0, home: home) } }

    /// Those that no list shows.
    var hidden: [KnownSetting] { SettingReference.hidden.map { KnownSetting($0, home: home) } }

    /// `[galaxy] server_list`, with the options of each server.
    var galaxyServers: [(name: String, settings: [KnownSetting])] {
        world.configuration.list("GALAXY_SERVER_LIST").map { name in
            (name, SettingReference.galaxyServer(name).map { KnownSetting($0, home: home) })
        }
    }

    /// The plugins of a type with their options: those that are named, or all.
    func plugins(_ type: String, named names: [String] = []) -> [(name: String, settings: [KnownSetting])] {
        let known = SettingReference.plugins.filter { $0.type == type }
        // Those of collections are told only where they are asked for: the collection need not be there.
        let all = names.isEmpty ? known.map(\.name).filter { !$0.contains(".") } : names
        return all.compactMap { name in
            let short = name.hasPrefix("ansible.builtin.") ? String(name.dropFirst(16)) : name
            if let plugin = known.first(where: { $0.name == short }) {
                let title = name.hasPrefix("_") ? "\(name.dropFirst()) (DEPRECATED)" : name
                return (title, plugin.options.map { KnownSetting($0, home: home) })
            }
            guard let page = PluginFiles(world: world).page(type, named: name) else {
                world.warn("Skipping \(name) as we could not find matching plugin")
                return nil
            }
            let options = page.documentation["options"]?.mapping ?? [:]
            return (
                name,
                options.map { key, entry in KnownSetting(name: key.text ?? "", documented: entry.mapping ?? [:]) }
            )
        }
    }
}
