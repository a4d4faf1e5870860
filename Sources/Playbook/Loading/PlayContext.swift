import Diagnostics
import Values

/// The play that is being read: what its tasks and roles need to know of it, and what they add to it.
final class PlayContext {
    let loader: Loader
    /// The directory of the playbook.
    let directory: String
    var vars: Dict = [:]
    /// What `vars_files` said, weakest first, as far as their names could be told.
    var varsFiles: [Dict] = []
    var roles: [RoleInstance] = []
    /// Handlers of roles that were imported by tasks.
    var importedHandlers: [Block] = []
    /// The collections of the play.
    var collections: [String] = []
    /// What is being imported right now, the outermost first, to find circles.
    private var importing: [Import] = []

    private struct Import: Equatable {
        let path: String
        let from: RoleFiles?
        let title: String
        static func == (a: Import, b: Import) -> Bool { a.path == b.path && a.from == b.from }
    }

    init(loader: Loader, directory: String) {
        self.loader = loader
        self.directory = directory
    }

    /// The context of a play that was read before, to include more into it.
    convenience init(loader: Loader, play: Play) {
        self.init(loader: loader, directory: play.directory)
        vars = play.vars
        varsFiles = play.varsFiles
        roles = play.roles
        collections = play.attributes.collections ?? []
    }

    /// Variables known at load time, weakest first, for something that stands at `scope`.
    func layers(at scope: Scope? = nil, vars own: Dict = [:]) -> [Dict] {
        let visible = roles.filter(\.isPublic)
        var layers = visible.flatMap { $0.defaultLayers(chain: []) }
        let chain = Array((scope?.dependencyChain ?? []).dropLast())
        let role = scope?.role
        layers += role?.defaultLayers(chain: chain) ?? []
        layers += [vars] + varsFiles
        layers += visible.flatMap(\.exportedLayers)
        layers += role?.variableLayers(chain: chain) ?? []
        layers += [scope?.vars ?? [:], own]
        layers += role?.parameterLayers(chain: chain) ?? []
        layers += [scope?.includeParameters ?? [:], loader.settings.extraVars, magic(role)]
        return layers.filter { !$0.isEmpty }
    }

    private func magic(_ role: RoleInstance?) -> Dict {
        var vars = loader.settings.baseVars
        vars["playbook_dir"] = .string(directory)
        if let role {
            vars["role_name"] = .string(role.name)
            vars["ansible_role_name"] = .string(role.fullName)
            vars["role_path"] = .string(role.path)
        }
        return vars
    }

    /// The text that `value` renders to with variables known at load time.
    func text(_ value: Value, _ layers: [Dict]) throws(RenderFailure) -> String {
        if let text = value.text { return text }
        return try loader.settings.render(value, layers).written
    }

    /// Runs `body` while `path` is being imported; throws where it already is.
    func importing<Result>(
        _ path: String, from: RoleFiles? = nil, title: String, at span: Span?, message: String,
        _ body: () throws(Diagnostic) -> Result
    ) throws(Diagnostic) -> Result {
        let entry = Import(path: path, from: from, title: title)
        if let start = importing.firstIndex(of: entry) {
            let chain = (importing[start...] + [entry]).map(\.title).joined(separator: " -> ")
            throw Diagnostic(message, at: span, notes: [.init("The circle: \(chain)")])
        }
        importing.append(entry)
        defer { importing.removeLast() }
        return try body()
    }
}
