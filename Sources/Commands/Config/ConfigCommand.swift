import Callbacks
import Configuration
import Diagnostics
import Glibc
import Loading
import Values
import YAML

/// Shows the configuration and all that can be set (`ansible-config`).
struct ConfigCommand: Command {
    static let defaults = ConfigOptions()

    static func syntax(_ program: String) -> Syntax<ConfigOptions> { ConfigOptions.syntax(program) }

    let call: CommandCall<ConfigOptions>
    private var options: ConfigOptions { call.options }

    func run() async throws -> Int32 {
        let world = try World(
            verbose: options.output.verbose, around: Surroundings(configurationFile: try givenFile()))
        world.introduce(program: call.program)
        switch options.action {
        case .view: show(try viewed(world), world)
        case .list: show(try text(of: listed(world)), world)
        case .dump: show(try SettingDump(world, options).text(), world)
        case .`init`: show(SettingTemplate(world, options).text(), world)
        case .validate:
            let complaints = SettingCheck(world, options).complaints()
            for complaint in complaints { world.display.show(Diagnostic(complaint)) }
            guard complaints.isEmpty else { return 1 }
            print("All configurations seem valid!")
        }
        return 0
    }

    private func givenFile() throws(OptionsError) -> String? {
        guard let file = options.file else { return nil }
        guard access(file, R_OK) == 0 else {
            throw OptionsError("The provided configuration file is missing or not accessible: \(file)")
        }
        return PosixPath.absolute(file)
    }

    private func show(_ text: String, _ world: World) { Pager(configuration: world.configuration).show(text) }

    private func viewed(_ world: World) throws -> String {
        guard let file = world.configuration.file else {
            throw Diagnostic("Invalid or no config file was supplied")
        }
        var info = stat()
        guard stat(file, &info) == 0 else { throw OptionsError("\(file) does not exist or is not accessible") }
        guard info.st_mode & S_IFMT == S_IFREG else { throw OptionsError("\(file) is not a valid file") }
        guard let bytes = Bytes.ofFile(file) else {
            throw Diagnostic("Failed to open config file: \(String(cString: strerror(errno)))")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func listed(_ world: World) -> Value {
        let catalog = SettingCatalog(world)
        func entries(_ settings: [KnownSetting]) -> Value {
            .dict(Dict(settings.map { (.string($0.name), $0.entry) }, uniquingKeysWith: { $1 }))
        }
        func named(_ groups: [(name: String, settings: [KnownSetting])]) -> Value {
            .dict(Dict(groups.map { (.string($0.name), entries($0.settings)) }, uniquingKeysWith: { $1 }))
        }
        var all = Dict()
        if ["base", "all"].contains(options.type) {
            for setting in catalog.base { all[.string(setting.name)] = setting.entry }
            all["GALAXY_SERVERS"] = named(catalog.galaxyServers)
        }
        if options.type == "all" {
            all["PLUGINS"] = .dict(
                Dict(
                    SettingReference.pluginTypes.map { (.string($0.uppercased()), named(catalog.plugins($0))) },
                    uniquingKeysWith: { $1 }))
        } else if options.type != "base" {
            all["PLUGINS"] = [.string(options.type): named(catalog.plugins(options.type, named: options.plugins))]
        }
        return .dict(all)
    }

    private func text(of value: Value) throws(Diagnostic) -> String {
        try ConfigCommand.text(of: value, asJSON: options.format == "json")
    }

    /// Sorted YAML or JSON.
    static func text(of value: Value, asJSON: Bool) throws(Diagnostic) -> String {
        do {
            return asJSON
                ? try JSON.text(value, JSONOptions(indent: "    ", sortKeys: true, ensureASCII: false)) + "\n"
                : try YAMLEmitter.text(value, YAMLOptions(flowStyle: false))
        } catch {
            throw Diagnostic("\(error)")
        }
    }
}
