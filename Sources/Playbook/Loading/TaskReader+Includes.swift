import Diagnostics
import Templating
public import Values
import YAML

extension TaskReader {
    func includeTasks(_ entry: TaskEntry) throws(Diagnostic) -> IncludeTasks {
        IncludeTasks(file: try fileArgument(entry), apply: try apply(entry))
    }

    func includeRole(_ entry: TaskEntry) throws(Diagnostic) -> IncludeRole {
        let arguments = try roleArguments(entry)
        return IncludeRole(
            name: arguments.name, from: arguments.from, isPublic: entry.action.arguments["public"],
            allowDuplicates: entry.action.arguments["allow_duplicates"],
            rolespecValidate: entry.action.arguments["rolespec_validate"], apply: try apply(entry))
    }

    func importTasks(_ entry: TaskEntry) throws(Diagnostic) -> [Block.Item] {
        let file = try fileArgument(entry)
        let span = entry.mapping.span
        if entry.action.arguments["apply"] != nil { throw invalid(["apply"], of: entry) }
        if entry.draft.task.loop != nil {
            throw Diagnostic(
                "You cannot use loops on 'import_tasks' statements. You should use 'include_tasks' instead.", at: span)
        }
        let name: String
        do {
            name = try context.text(file, context.layers(at: entry.scope, vars: entry.draft.vars))
        } catch {
            guard error.isUndefined else { throw error.diagnostic }
            var problem = Diagnostic(
                "Error when evaluating variable in import path '\(file.written)'.", at: span,
                help: "When using static imports, ensure that any variables used in their names are defined in "
                    + "vars/vars_files\nor extra-vars passed in from the command line. Static imports cannot use "
                    + "variables from facts or inventory\nsources like group or host vars.")
            problem.causes = error.diagnostic.links
            throw problem
        }
        let path = IncludePath(files: loader.files, directory: context.directory).find(name, from: entry.scope)
        let inner = entry.scope.inside(entry.draft, origin: .tasks(name))
        return try context.importing(
            path, title: path, at: span, message: "A recursion loop was detected in imported task files."
        ) { () throws(Diagnostic) in
            guard let document = try loader.files.written(at: path, askedAt: span), !document.isNull,
                document.elements?.isEmpty != true
            else {
                loader.warn("file \(path) is empty and had no tasks to include", at: span)
                return []
            }
            guard document.elements != nil else {
                throw Diagnostic("included task files must contain a list of tasks", at: document.span)
            }
            let blocks = try self.blocks(document, at: inner, what: "tasks")
            return entry.scope.isHandler ? blocks.flatMap(\.items) : blocks.map { .block($0) }
        }
    }

    func importRole(_ entry: TaskEntry) throws(Diagnostic) -> [Block.Item] {
        let arguments = try roleArguments(entry)
        let span = entry.mapping.span
        if entry.action.arguments["apply"] != nil { throw invalid(["apply"], of: entry) }
        if entry.draft.task.loop != nil {
            throw Diagnostic(
                "You cannot use loops on 'import_role' statements. You should use 'include_role' instead.", at: span)
        }
        let layers = context.layers(at: entry.scope, vars: entry.draft.vars)
        var request: RoleRequest
        do {
            let parts = arguments.name.mapping
            request = RoleRequest(try context.text(parts?.roleName ?? arguments.name, layers), isPublic: true)
            request.parameters = parts?.roleParameters ?? [:]
            request.from = try arguments.from.rendered { value throws(RenderFailure) in try context.text(value, layers)
            }
            let flags = try ["public", "allow_duplicates", "rolespec_validate"].map {
                name throws(RenderFailure) -> Bool? in
                try entry.action.arguments[.string(name)].map { value throws(RenderFailure) in
                    try loader.settings.render(value, layers)
                }?.switchValue
            }
            request.isPublic = flags[0] ?? loader.settings.areRolesPublic
            request.allowDuplicates = flags[1] ?? true
            request.rolespecValidate = flags[2] ?? true
        } catch {
            throw error.diagnostic
        }
        let included = try RoleReader(context: context).include(
            request, at: entry.scope, draft: entry.draft, span: entry.action.roleSpan ?? span)
        context.importedHandlers += included.handlers
        return included.blocks.map { .block($0) }
    }

    // MARK: Arguments

    private func fileArgument(_ entry: TaskEntry) throws(Diagnostic) -> Value {
        let arguments = entry.action.arguments
        let strangers = arguments.keys.map(\.written).filter { !["file", "_raw_params", "apply"].contains($0) }
        if !strangers.isEmpty { throw invalid(strangers, of: entry) }
        guard let file = arguments["_raw_params"] ?? arguments["file"], file.writtenText?.isEmpty == false else {
            throw Diagnostic("No file specified for \(entry.action.name)", at: entry.mapping.span)
        }
        return file
    }

    private static let fromPaths: [(name: String, path: ValuePath<RoleFiles>)] = [
        ("tasks_from", \.tasks), ("vars_from", \.vars), ("defaults_from", \.defaults), ("handlers_from", \.handlers),
    ]

    private func roleArguments(_ entry: TaskEntry) throws(Diagnostic) -> (name: Value, from: RoleFiles) {
        let arguments = entry.action.arguments
        if entry.scope.isHandler {
            throw Diagnostic("Using '\(entry.action.name)' as a handler is not supported.", at: entry.mapping.span)
        }
        guard let name = arguments["name"] ?? arguments["role"],
            name.writtenText?.isEmpty == false || name.mapping?.roleName != nil
        else {
            throw Diagnostic("'name' is a required field for \(entry.action.name).", at: entry.mapping.span)
        }
        let known =
            Self.fromPaths.map(\.name) + ["name", "role", "apply", "public", "allow_duplicates", "rolespec_validate"]
        let strangers = arguments.keys.map(\.written).filter { !known.contains($0) }
        if !strangers.isEmpty { throw invalid(strangers, of: entry) }
        var from = RoleFiles()
        for (name, path) in Self.fromPaths {
            guard let value = arguments[.string(name)] else { continue }
            guard value.writtenText != nil else {
                throw Diagnostic(
                    "Expected a string for \(name) but got <class '\(value.typeName)'> instead",
                    at: entry.mapping.span)
            }
            from[keyPath: path] = value
        }
        return (name, from)
    }

    private func invalid(_ options: [String], of entry: TaskEntry) -> Diagnostic {
        Diagnostic(
            "Invalid options for \(entry.action.name): \(options.joined(separator: ","))", at: entry.mapping.span)
    }

    /// `apply:` holds keywords of a block, read from the argument's own place in the source.
    private func apply(_ entry: TaskEntry) throws(Diagnostic) -> Apply? {
        let argument = entry.mapping[entry.action.name].flatMap { Mapping($0)?["apply"] }
        let extra = entry.mapping["args"].flatMap { Mapping($0)?["apply"] }
        guard let node = argument ?? extra, !node.isNull else { return nil }
        guard let mapping = Mapping(node) else {
            throw Diagnostic("Expected a dict for apply", at: node.span)
        }
        var draft = Draft(noun: "Block")
        for entry in mapping.entries { try Keyword.read(entry, at: .block, into: &draft) }
        return Apply(draft: draft)
    }
}

extension Dict {
    /// The role that a dictionary in the place of a role's name means.
    public var roleName: Value? { self["role"] ?? self["name"] }

    /// What stands beside the role's name there: variables for the role.
    public var roleParameters: Dict { filter { $0.key != "role" && $0.key != "name" } }
}

extension RoleFiles {
    /// Every name as a text.
    func rendered(_ render: (Value) throws(RenderFailure) -> String) throws(RenderFailure) -> RoleFiles {
        var result = RoleFiles()
        result.tasks = try tasks.map { value throws(RenderFailure) in .string(try render(value)) }
        result.vars = try vars.map { value throws(RenderFailure) in .string(try render(value)) }
        result.defaults = try defaults.map { value throws(RenderFailure) in .string(try render(value)) }
        result.handlers = try handlers.map { value throws(RenderFailure) in .string(try render(value)) }
        return result
    }
}

extension Value {
    /// Ansible's reading of a switch; nil for what is none.
    var switchValue: Bool? { asBoolean }
}
