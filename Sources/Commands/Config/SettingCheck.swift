import Configuration

/// Unknown settings in the file or the environment (`ansible-config validate`).
struct SettingCheck {
    private let world: World
    private let options: ConfigOptions
    private let settings: [KnownSetting]

    init(_ world: World, _ options: ConfigOptions) {
        self.world = world
        self.options = options
        let catalog = SettingCatalog(world)
        var settings: [KnownSetting] = []
        if ["base", "all"].contains(options.type) {
            settings += catalog.base + catalog.galaxyServers.flatMap(\.settings)
        }
        let types =
            options.type == "all" ? SettingReference.pluginTypes : options.type == "base" ? [] : [options.type]
        for type in types { settings += catalog.plugins(type, named: options.plugins).flatMap(\.settings) }
        self.settings = settings
    }

    /// One text for each of them.
    func complaints() -> [String] { options.format == "env" ? inEnvironment() : inFile() }

    private func inFile() -> [String] {
        guard let file = world.configuration.file, let bytes = Bytes.ofFile(file) else { return [] }
        var known: [String: Set<String>] = [:]
        for place in settings.flatMap(\.ini) { known[place.section, default: []].insert(place.key.lowercased()) }
        var complaints: [String] = []
        let sections = INIFile(text: String(decoding: bytes, as: UTF8.self)).sections
        for section in sections.keys.sorted() {
            guard let keys = known[section] else {
                complaints.append("Found unknown section '\(section)' in '\(file).")
                continue
            }
            for key in (sections[section] ?? [:]).keys.sorted() where !keys.contains(key) {
                complaints.append("Found unknown key '\(key)' in section '\(section)' in '\(file).")
            }
        }
        return complaints
    }

    private func inEnvironment() -> [String] {
        let known = Set(settings.flatMap(\.environment))
        return world.environment.keys.sorted().filter { name in
            name.hasPrefix("ANSIBLE_") && !name.hasPrefix("ANSIBLE_TEST_") && !name.hasPrefix("ANSIBLE_LINT_")
                && !["ANSIBLE_CONFIG", "ANSIBLE_DEV_HOME"].contains(name) && !known.contains(name)
        }.map { "Found unknown environment variable '\($0)'." }
    }
}
