import Configuration
import Diagnostics
import Glibc
import Jinja
import System
import TemplatePlugins
import Templating
import Values

/// Renders a file of the controller and copies what comes of it.
struct TemplateAction: Action {
    static let names = ["ansible.builtin.template"]

    private static let own = [
        "newline_sequence", "block_start_string", "block_end_string", "variable_start_string", "variable_end_string",
        "comment_start_string", "comment_end_string", "trim_blocks", "lstrip_blocks", "output_encoding",
    ]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        if call.arguments["state"] != nil { throw TaskFailure("'state' cannot be specified on a template") }
        guard let source = call.string("src"), let destination = call.string("dest") else {
            throw TaskFailure("src and dest are required")
        }
        let file = ControllerFile(call)
        let (path, info): (String, FileInfo)
        do throws(TaskFailure) {
            (path, info) = try await file.find(source, kind: "templates")
        } catch {
            throw error.passedOn
        }
        let text = String(decoding: try await file.read(path), as: UTF8.self)
        let rendered: String
        do throws(Diagnostic) {
            rendered = try call.templar.renderFile(
                SourceFile(name: path, text: text), syntax: try Self.syntax(call),
                searchPaths: Self.searchPaths(call, path),
                variables: Self.variables(
                    call, source: source, path: path, destination: destination, modified: info.modified))
        } catch {
            throw TaskFailure(error)
        }
        var arguments = call.arguments.filter { !Self.own.contains($0.key.text ?? "") }
        if call.string("mode") == "preserve" { arguments["mode"] = .string(ControllerFile.modeText(info)) }
        arguments["src"] = nil
        if arguments["follow"] == nil { arguments["follow"] = false }
        arguments["_original_basename"] = .string(path.lastPathPart)
        // Diffs name the file that ansible-core renders into before it is copied.
        let home = call.run.options.environment["HOME"] ?? ""
        let place = call.run.configuration.string("DEFAULT_LOCAL_TMP") ?? "\(home)/.ansible/tmp"
        let unique = String(UInt32.random(in: 0 ... .max), radix: 36)
        arguments["_source_path"] = .string(
            "\(place)/ansible-local-\(getpid())\(unique)/tmp\(unique)/\(path.lastPathPart)")
        let content = Content(try encoded(rendered, call))
        return .request(
            call.request("ansible.builtin.copy", arguments, contents: ["content": content]),
            finish: CopyResult.arranging(content))
    }

    private func encoded(_ text: String, _ call: ActionCall) throws(TaskFailure) -> [UInt8] {
        let name = call.string("output_encoding").flatMap { $0.isEmpty ? nil : $0 } ?? "utf-8"
        if let bytes = TextCodec.encode(text, name) { return bytes }
        throw TaskFailure(
            TextCodec.isKnown(name)
                ? "'\(name)' codec can't encode the rendered template" : "unknown encoding: \(name)")
    }

    /// The template's syntax, from options such as `variable_start_string`.
    static func syntax(_ call: ActionCall) throws(Diagnostic) -> Syntax {
        var syntax = Syntax.ansible
        func set(_ name: String, _ path: WritableKeyPath<Syntax, String>) {
            if let text = call.string(name), !text.isEmpty { syntax[keyPath: path] = text }
        }
        set("block_start_string", \.blockStart)
        set("block_end_string", \.blockEnd)
        set("variable_start_string", \.variableStart)
        set("variable_end_string", \.variableEnd)
        set("comment_start_string", \.commentStart)
        set("comment_end_string", \.commentEnd)
        do throws(TaskFailure) {
            syntax.trimBlocks = try call.bool("trim_blocks", true)
            syntax.leftStripBlocks = try call.bool("lstrip_blocks", false)
        } catch {
            throw Diagnostic(error.message)
        }
        if let written = call.string("newline_sequence") {
            let sequence = ["\\n": "\n", "\\r": "\r", "\\r\\n": "\r\n"][written] ?? written
            guard ["\n", "\r", "\r\n"].contains(sequence) else {
                throw Diagnostic("newline_sequence needs to be one of: \\n, \\r or \\r\\n")
            }
            syntax.newlineSequence = sequence
        }
        return syntax
    }

    /// Where templates that a template names are looked for.
    static func searchPaths(_ call: ActionCall, _ path: String) -> [String] {
        let slash = path.lastIndex(of: "/") ?? path.startIndex
        let places = call.searchPath + [String(path[..<slash])]
        return places.flatMap { ["\($0)/templates", $0] }
    }

    /// `template_host`, `template_uid` and the others, and `ansible_managed` unless the author has set it.
    static func variables(
        _ call: ActionCall, source: String, path: String, destination: String, modified: Double
    ) -> Dict {
        var variables = TemplateVariables.of(path: source, fullPath: path, destination: destination)
        if call.templar.variables["ansible_managed"] == nil {
            let text = call.run.configuration.string("DEFAULT_MANAGED_STR") ?? "Ansible managed"
            variables["ansible_managed"] = .template(Template(ManagedNote(text, modified: modified).text))
        }
        return variables
    }
}
