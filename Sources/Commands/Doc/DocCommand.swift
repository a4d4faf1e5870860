import Callbacks
import Configuration
import Diagnostics
import Values
import YAML

/// Shows what modules and plugins are for and what they take (`ansible-doc`).
struct DocCommand: Command {
    static let defaults = DocOptions()

    static func syntax(_ program: String) -> Syntax<DocOptions> {
        Syntax(
            program, "plugin documentation tool",
            epilog: "See man pages for Ansible CLI options or website for tutorials https://docs.ansible.com",
            [Syntax.version] + DocOptions.arguments())
    }

    let call: CommandCall<DocOptions>
    private var options: DocOptions { call.options }

    func run() async throws -> Int32 {
        let world = try World(verbose: options.output.verbose)
        world.introduce(program: call.program)
        let library = DocLibrary(world: world, options: options)
        if options.type == "keyword" {
            show(try keywords(library.keywords, world), world)
            return 0
        }
        guard !options.snippet || Self.withSnippets.contains(options.type) else {
            throw Diagnostic(
                "Snippets are only available for the following plugin types: \(Self.withSnippets.joined(separator: ", "))"
            )
        }
        if options.lists || options.listsFiles {
            show(try listing(library, world), world)
            return 0
        }
        if options.type == "role" {
            try showRoles(library.roles, world)
            return 0
        }
        let names = try named(options.dumpsAll ? library.all().map(\.name) : options.names)
        var pages: [PluginPage] = []
        for name in names {
            if let page = library.page(of: name) {
                pages.append(page)
            } else {
                world.warn("\(name) was not found")
            }
        }
        if options.isJSON || options.dumpsAll {
            let isModule = options.type == "module"
            show(try json(pages.map { (.string($0.name), $0.json(isModule: isModule)) }), world)
        } else if options.snippet {
            show(pages.map { SnippetText(page: $0).text }.joined(separator: "\n"), world)
        } else if !pages.isEmpty {
            show(pages.map { PageText(page: $0, type: options.type).text }.joined(separator: "\n\n"), world)
        }
        return 0
    }

    private static let withSnippets = ["inventory", "lookup", "module"]

    private func keywords(_ pages: KeywordPages, _ world: World) throws -> String {
        var all: Dict = [:]
        if options.lists {
            for name in pages.names { all[.string(name)] = .string(pages.summary(name)) }
        } else {
            for name in try named(options.names) {
                if let page = pages.page(name, isText: !options.isJSON) {
                    all[.string(name)] = page
                } else {
                    world.warn("Skipping invalid keyword '\(name)': '\(name)'")
                }
            }
        }
        if options.isJSON {
            return try JSON.text(.dict(all), Self.layout)
        }
        // Marks become text when the lines have been broken, as ansible-core does it.
        return all.isEmpty ? "" : Markup.plain(try YAMLEmitter.text(.dict(all), YAMLOptions(flowStyle: false)))
    }

    private func show(_ text: String, _ world: World) { Pager(configuration: world.configuration).show(text) }

    /// The names that pages are asked for by; an error where there is none.
    private func named(_ names: [String]) throws(OptionsError) -> [String] {
        guard names.isEmpty else { return names }
        throw OptionsError("Missing name(s), incorrect options passed for detailed documentation.")
    }

    /// Pages by their names.
    private func json(_ entries: [(Value, Value)]) throws -> String {
        var all: Value = .dict(Dict(entries, uniquingKeysWith: { $1 }))
        if options.dumpsAll { all = ["all": [.string(options.type): all]] }
        return try JSON.text(all, Self.layout)
    }

    private func listing(_ library: DocLibrary, _ world: World) throws -> String {
        if options.type == "role" {
            let roles = library.roles.all(within: options.names)
            guard options.isJSON else { return library.roles.text(of: roles, columns: world.display.columns) }
            return try JSON.text(library.roles.listing(of: roles), Self.layout)
        }
        let entries = library.all(within: options.names).compactMap { entry in
            (options.listsFiles ? entry.path : library.summary(of: entry)).map { (name: entry.name, text: $0) }
        }
        if options.isJSON {
            let all = Dict(entries.map { (.string($0.name), .string($0.text)) }, uniquingKeysWith: { $1 })
            return try JSON.text(.dict(all), Self.layout)
        }
        return PluginListing(
            entries: options.listsFiles ? entries : entries.map { ($0.name, Markup.plain($0.text)) },
            cutsTexts: !options.listsFiles, columns: world.display.columns
        ).text
    }

    /// How ansible-core lays out JSON.
    private static let layout = JSONOptions(indent: "    ", sortKeys: true, ensureASCII: false)

    private func showRoles(_ pages: RolePages, _ world: World) throws {
        let all = pages.all()
        var found: [RolePages.Role] = options.dumpsAll ? all : []
        for name in options.dumpsAll ? options.names : try named(options.names) {
            // A role of a collection may be named without it.
            let named = all.filter { $0.name == name || $0.name.hasSuffix(".\(name)") && !name.contains(".") }
            if named.isEmpty { world.warn("\(name) was not found") }
            found += named
        }
        if options.isJSON || options.dumpsAll {
            let entries = found.compactMap { role in
                pages.json(of: role, only: options.entryPoint).map { (Value.string(role.name), $0) }
            }
            show(try json(entries), world)
        } else {
            let texts = found.map { pages.text(of: $0, only: options.entryPoint) }.filter { !$0.isEmpty }
            if !texts.isEmpty { show(texts.joined(separator: "\n\n"), world) }
        }
    }
}
