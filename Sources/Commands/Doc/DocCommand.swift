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
            show(try listing(library), world)
            return 0
        }
        let names = options.dumpsAll ? library.all().map(\.name) : options.names
        guard !names.isEmpty else {
            throw OptionsError("Missing name(s), incorrect options passed for detailed documentation.")
        }
        var pages: [PluginPage] = []
        for name in names {
            if let page = library.page(of: name) {
                pages.append(page)
            } else {
                world.warn("\(name) was not found")
            }
        }
        if options.isJSON || options.dumpsAll {
            show(try json(pages), world)
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
            guard !options.names.isEmpty else {
                throw OptionsError("Missing name(s), incorrect options passed for detailed documentation.")
            }
            for name in options.names {
                if let page = pages.page(name, isText: !options.isJSON) {
                    all[.string(name)] = page
                } else {
                    world.warn("Skipping invalid keyword '\(name)': '\(name)'")
                }
            }
        }
        if options.isJSON {
            return try JSON.text(.dict(all), JSONOptions(indent: "    ", sortKeys: true, ensureASCII: false))
        }
        if options.lists { all = all.mapValues { .string(Markup.plain($0.text ?? "")) } }
        return all.isEmpty ? "" : try YAMLEmitter.text(.dict(all), YAMLOptions(flowStyle: false))
    }

    private func show(_ text: String, _ world: World) { Pager(configuration: world.configuration).show(text) }

    private func json(_ pages: [PluginPage]) throws -> String {
        let entries = pages.map { (Value.string($0.name), $0.json(isModule: options.type == "module")) }
        var all: Value = .dict(Dict(entries, uniquingKeysWith: { $1 }))
        if options.dumpsAll { all = ["all": [.string(options.type): all]] }
        return try JSON.text(all, JSONOptions(indent: "    ", sortKeys: true, ensureASCII: false))
    }

    private func listing(_ library: DocLibrary) throws -> String {
        let entries = library.all(within: options.names)
        let texts = entries.map { options.listsFiles ? $0.path : library.summary(of: $0) }
        if options.isJSON {
            let all = Dict(
                zip(entries, texts).map { (.string($0.name), .string($1)) }, uniquingKeysWith: { $1 })
            return try JSON.text(.dict(all), JSONOptions(indent: "    ", sortKeys: true, ensureASCII: false))
        }
        let width = entries.map(\.name.count).max() ?? 0
        let room = max(20, 79 - width - 5)
        return zip(entries, texts).map { entry, text in
            let name = entry.name + String(repeating: " ", count: width - entry.name.count)
            if options.listsFiles { return "\(name) \(text)" }
            let cut = text.count > room ? text.prefix(room - 3) + "..." : text[...]
            return "\(name) \(cut)" + String(repeating: " ", count: room - cut.count)
        }.joined(separator: "\n")
    }
}
