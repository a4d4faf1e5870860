import Modules
import System
import Values

/// The objects of a task: from `definition`, from `src`, or from `kind`, `name` and their like alone. What a definition
/// says wins over the options; lists are taken apart.
struct Definitions {
    let all: [Definition]

    init<Base: System>(_ arguments: Arguments, _ machine: Machine<Base>, contents: any ContentSource)
        async throws(ModuleFailure)
    {
        var objects: [Value]
        if let given = arguments["resource_definition"] {
            objects = try Self.objects(of: given)
        } else if contents.describe("definition") != nil {
            objects = try Self.documents(String(decoding: try await contents.bytes("definition"), as: UTF8.self))
        } else if let source = arguments.string("src") {
            objects = try Self.documents(try await Self.text(of: source, machine))
        } else {
            objects = [.dict([:])]
        }
        objects.removeAll(where: \.isNone)
        var all: [Definition] = []
        for object in objects {
            guard let fields = object.mapping else {
                throw ModuleFailure(
                    "Failed to load resource definition: an object must be a mapping, not \(object.typeName)")
            }
            let definition = Self.completed(fields, arguments, kind: nil, apiVersion: nil)
            guard definition.kind.hasSuffix("List"), let items = definition.object["items"]?.sequence else {
                all.append(definition)
                continue
            }
            for item in items {
                all.append(
                    Self.completed(
                        item.mapping ?? [:], arguments, kind: String(definition.kind.dropLast(4)),
                        apiVersion: definition.apiVersion))
            }
        }
        self.all = all
    }

    /// Fills in what the definition leaves out.
    private static func completed(
        _ fields: Dict, _ arguments: Arguments, kind: String?, apiVersion: String?
    ) -> Definition {
        var definition = Definition(fields)
        if definition.object["kind"] == nil, let kind = kind ?? arguments.string("kind") {
            definition.object["kind"] = .string(kind)
        }
        if definition.object["apiVersion"] == nil {
            definition.object["apiVersion"] = .string(apiVersion ?? arguments.string("api_version") ?? "v1")
        }
        var metadata = definition.metadata
        for (key, option) in [("namespace", "namespace"), ("name", "name"), ("generateName", "generate_name")] {
            if metadata[.string(key)] == nil, let text = arguments.string(option), !text.isEmpty {
                metadata[.string(key)] = .string(text)
            }
        }
        definition.metadata = metadata
        return definition
    }

    private static func objects(of given: Value) throws(ModuleFailure) -> [Value] {
        switch given {
        case .string(let text): return try documents(text)
        case .list(let list):
            var all: [Value] = []
            for item in list.items {
                if let text = item.text { all += try documents(text) } else { all.append(item) }
            }
            return all
        default: return [given]
        }
    }

    private static func documents(_ text: String) throws(ModuleFailure) -> [Value] {
        try Documents.all(text, name: "definition", purpose: "Failed to load resource definition")
    }

    private static func text<Base: System>(
        of source: String, _ machine: Machine<Base>
    ) async throws(ModuleFailure) -> String {
        if ["http://", "https://", "ftp://"].contains(where: source.hasPrefix) {
            let program = try await machine.require("curl")
            let options = ["--fail", "--silent", "--show-error", "--location"]
            let result = try await machine.run([program] + options + ["--", source])
            guard result.succeeded else {
                throw ModuleFailure("Failed to load resource definition: \(result.errorText.trimmed())")
            }
            return result.text
        }
        guard let text = await machine.text(source) else {
            throw ModuleFailure(
                "Failed to load resource definition: [Errno 2] No such file or directory: '\(source)'")
        }
        return text
    }
}
