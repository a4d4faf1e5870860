import Callbacks
import Configuration
import Diagnostics
import Values

/// What is set (`ansible-config dump`).
struct SettingDump {
    private let world: World
    private let options: ConfigOptions
    private let catalog: SettingCatalog
    private let resolver: SettingResolver

    init(_ world: World, _ options: ConfigOptions) {
        self.world = world
        self.options = options
        catalog = SettingCatalog(world)
        resolver = SettingResolver(world)
    }

    func text() throws -> String {
        guard let format = options.format, format != "display" else { return try lines().joined(separator: "\n") }
        return try ConfigCommand.text(of: .list(try entries()), asJSON: format == "json")
    }

    private func resolved(_ settings: [KnownSetting]) throws(OptionsError) -> [SettingResolver.Resolved] {
        var all: [SettingResolver.Resolved] = []
        for setting in settings.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
            let found = try resolver.resolve(setting)
            if !options.onlyChanged || found.isChanged { all.append(found) }
        }
        return all
    }

    // MARK: For people

    private func lines() throws -> [String] {
        var lines: [String] = []
        if ["base", "all"].contains(options.type) {
            lines += try resolved(catalog.base).map(line)
            lines.append("\nGALAXY_SERVERS:\n")
            for (name, settings) in catalog.galaxyServers {
                lines.append("\n\(name)\n\(String(repeating: "=", count: name.count))")
                lines += try resolved(settings).map(line)
            }
        }
        if options.type == "all" {
            for type in SettingReference.pluginTypes {
                let plugins = try self.plugins(type)
                guard !options.onlyChanged || !plugins.isEmpty else { continue }
                lines.append("\n\(type.uppercased()):\n\(String(repeating: "=", count: type.count))")
                lines += plugins
            }
        } else if options.type != "base" {
            lines += try plugins(options.type)
        }
        return lines
    }

    private func plugins(_ type: String) throws -> [String] {
        var lines: [String] = []
        for (name, settings) in catalog.plugins(type, named: options.plugins) {
            let found = try resolved(settings)
            guard !found.isEmpty else { continue }
            lines.append("\n\(name):\n\(String(repeating: "_", count: name.count))")
            lines += found.map(line)
        }
        return lines
    }

    private func line(_ setting: SettingResolver.Resolved) -> String {
        let text = "\(setting.name)(\(setting.origin)) = \((try? setting.value.string()) ?? "")"
        return world.display.paint(
            text, setting.origin == "REQUIRED" ? .error : setting.isChanged ? .changed : .ok)
    }

    // MARK: For programs

    private func entries() throws -> [Value] {
        var entries: [Value] = []
        if ["base", "all"].contains(options.type) {
            entries += try resolved(catalog.base).map { entry($0) }
            var servers = Dict()
            for (name, settings) in catalog.galaxyServers {
                servers[.string(name)] = .list(
                    try settings.map { setting in entry(try resolver.resolve(setting), withType: true) })
            }
            entries.append(["GALAXY_SERVERS": .dict(servers)])
        }
        if options.type == "all" {
            for type in SettingReference.pluginTypes {
                entries.append([.string("\(type.uppercased())_PLUGINS"): .list(try pluginEntries(type))])
            }
        } else if options.type != "base" {
            entries += try pluginEntries(options.type)
        }
        return entries
    }

    private func pluginEntries(_ type: String) throws -> [Value] {
        try catalog.plugins(type, named: options.plugins).compactMap { name, settings in
            let found = try resolved(settings)
            return found.isEmpty ? nil : [.string(name): .list(found.map { entry($0) })]
        }
    }

    private func entry(_ setting: SettingResolver.Resolved, withType: Bool = false) -> Value {
        var entry: Dict = [
            "name": .string(setting.name), "value": setting.value, "origin": .string(setting.origin),
        ]
        if withType { entry["type"] = Value.none }
        return .dict(entry)
    }
}
