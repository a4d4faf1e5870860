import Configuration
import Execution
import Loading
import Modules
import Playbook
import TemplatePlugins
import Templating
import Values

/// All that there are pages of: native modules, known plugins, files in the search paths, roles.
struct DocLibrary {
    let world: World
    let options: DocOptions
    private let files: DataLoader
    private let found: PluginFiles

    struct Entry {
        var name: String
        var path: String
    }

    init(world: World, options: DocOptions) {
        self.world = world
        self.options = options
        files = DataLoader(environment: world.environment)
        found = PluginFiles(world: world)
    }

    private static let native = "native"

    /// Every page there is, by name; those below one of `prefixes` where any are given.
    func all(within prefixes: [String] = []) -> [Entry] {
        var entries: [String: String] = [:]
        for name in nativeNames { entries[name] = Self.native }
        for (name, path) in found.all(options.type) + given { entries[name] = path }
        return entries.keys.sorted().filter { name in
            prefixes.isEmpty || prefixes.contains { name == $0 || name.hasPrefix($0 + ".") }
        }.map { Entry(name: $0, path: entries[$0] ?? "") }
    }

    /// The playbook keywords.
    var keywords: KeywordPages { KeywordPages(found.corePackage.map { "\($0)/keyword_desc.yml" }, files) }

    /// The roles.
    var roles: RolePages {
        RolePages(
            files: files,
            roots: folders(options.rolesPath) + [files.join(world.directory, "roles")]
                + world.configuration.list("DEFAULT_ROLES_PATH"),
            collections: found.collections)
    }

    /// What is built in, by the names that it has. The library, where there is one, says what exists under each name;
    /// of filters and tests it describes its own alone, and not those of Jinja.
    private var nativeNames: [String] {
        let hasLibrary = found.corePackage != nil
        switch options.type {
        case "filter": return hasLibrary ? JinjaPages.filters.keys.sorted() : NativePlugins.filters
        case "test": return hasLibrary ? JinjaPages.tests.keys.sorted() : NativePlugins.tests
        case _ where hasLibrary: return []
        case "module": return ModuleRegistry.native.modules.keys.map(Self.fullName)
        case "strategy": return ["debug", "free", "host_pinned", "linear"].map { "ansible.builtin.\($0)" } + ["graph"]
        default:
            return SettingReference.plugins.filter { $0.type == options.type && !$0.name.contains(".") }.map {
                "ansible.builtin.\($0.name)"
            }
        }
    }

    /// The name of a native module where it lives by now: many have moved to collections.
    private static func fullName(_ name: String) -> String {
        let prefix = "ansible.builtin."
        guard name.hasPrefix(prefix) else { return name }
        return MovedModules.target(of: String(name.dropFirst(prefix.count))) ?? name
    }

    /// The native module of that name, old or new.
    private func nativeModule(_ name: String) -> (any Module.Type)? {
        if let module = ModuleRegistry.native[name] { return module }
        return ModuleRegistry.native.modules.keys.first { Self.fullName($0) == name }.flatMap {
            ModuleRegistry.native[$0]
        }
    }

    /// The directories of an option of the command line, which may name several with colons between them.
    private func folders(_ written: [String]) -> [String] {
        written.flatMap { $0.split(separator: ":") }.map { files.path(String($0), in: world.directory) }
    }

    /// The modules in directories of the command line.
    private var given: [(name: String, path: String)] {
        guard options.type == "module" else { return [] }
        return folders(options.modulePath).flatMap { folder in
            files.names(in: folder).filter { $0.hasSuffix(".py") }.map {
                (String($0.dropLast(3)), files.join(folder, $0))
            }
        }
    }

    /// What a listing says of an entry; nil, with a warning, where its file is malformed.
    func summary(of entry: Entry) -> String? {
        guard entry.path != Self.native else {
            let summary = page(of: entry.name)?.documentation["short_description"]?.text ?? "UNDOCUMENTED"
            return summary.hasSuffix(".") ? String(summary.dropLast()) : summary
        }
        do throws(DocStub.Malformed) {
            return try found.summary(at: entry.path, name: entry.name) ?? jinja[entry.name] ?? "UNDOCUMENTED"
        } catch {
            world.warn("\(entry.name) has a documentation formatting error.")
            return nil
        }
    }

    /// What Jinja's own filters or tests are for, by name, where those are asked for.
    private var jinja: [String: String] {
        ["filter": JinjaPages.filters, "test": JinjaPages.tests][options.type] ?? [:]
    }

    func page(of name: String) -> PluginPage? {
        if let path = given.first(where: { $0.name == name })?.path { return found.page(at: path, name: name) }
        if let page = found.page(options.type, named: name) { return page }
        let full = name.contains(".") ? name : "ansible.builtin.\(name)"
        if options.type == "module" {
            return nativeModule(full).map { module in
                var page = PluginPage(name: Self.fullName(full), path: Self.native)
                page.documentation = NativePage(module).documentation
                return page
            }
        }
        let short = full.split(separator: ".").last.map(String.init) ?? full
        if ["filter", "test", "strategy"].contains(options.type) {
            guard nativeNames.contains(full) else { return nil }
            var page = PluginPage(name: full, path: Self.native)
            page.documentation = [
                "name": .string(short),
                "short_description": .string(jinja[full] ?? "the native \(options.type) \(short)"),
            ]
            return page
        }
        return SettingReference.plugins.first { $0.type == options.type && $0.name == short }.map { plugin in
            let settings = plugin.options.map { KnownSetting($0, home: "~/.ansible") }
            var page = PluginPage(name: full, path: Self.native)
            page.documentation = [
                "name": .string(short), "short_description": .string("the native \(options.type) plugin \(short)"),
                "options": .dict(Dict(settings.map { (.string($0.name), $0.entry) }, uniquingKeysWith: { $1 })),
            ]
            return page
        }
    }
}
