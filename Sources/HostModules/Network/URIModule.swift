import Modules
import Regex
import System
import Values

/// `ansible.builtin.uri`: one HTTP request and what comes of it.
///
/// A body from the controller arrives as the content `content`.
struct URIModule: Module {
    static let name = "ansible.builtin.uri"
    static let arguments = ArgumentSpec(
        URLOptions.options.filter { $0.name != "headers" } + [
            Option("dest", .path), Option("url_username", aliases: ["user"]),
            Option("url_password", aliases: ["password"], noLog: true), Option("body", .raw),
            Option("body_format", default: "raw", choices: ["form-urlencoded", "json", "raw", "form-multipart"]),
            Option("src", .path), Option("method", default: "GET"), Option("return_content", .bool, default: false),
            Option("follow_redirects", default: "safe", choices: ["all", "no", "none", "safe", "urllib2", "yes"]),
            Option("creates", .path), Option("removes", .path),
            Option("status_code", .list, default: [200], elements: .int), Option("timeout", .int, default: 30),
            Option("headers", .dict, default: [:]), Option("unix_socket", .path),
            Option("remote_src", .bool, default: false), Option("ca_path", .path),
        ], mutuallyExclusive: [["body", "src"]], supportsCheckMode: false, fileAttributes: true)

    private let arguments: Arguments
    private let options: URLOptions

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        options = try URLOptions(arguments)
        let method = (arguments.string("method") ?? "").uppercased()
        guard !method.isEmpty, method.utf8.allSatisfy({ (65...90).contains($0) }) else {
            throw ModuleFailure("Parameter 'method' needs to be a single word in uppercase, like GET or POST.")
        }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let files = Files(system)
        let payload = try await body(on: system, in: context)
        if let creates = arguments.string("creates"), await files.exists(creates) {
            return Outcome(values: ["stdout": .string("skipped, since '\(creates)' exists")])
        }
        if let removes = arguments.string("removes"), !(await files.exists(removes)) {
            return Outcome(values: ["stdout": .string("skipped, since '\(removes)' does not exist")])
        }
        let url = arguments.string("url") ?? ""
        let dest = arguments.string("dest")
        var since: Double?
        if let dest, let info = await files.info(dest, follow: true), info.kind == .file { since = info.modified }
        let started = await files.now()
        let answer: (response: HTTPResponse, url: String)
        do {
            answer = try await options.send(
                (arguments.string("method") ?? "GET").uppercased(), url, body: payload.bytes,
                headers: payload.type.map { [("Content-Type", $0)] } ?? [], modifiedSince: since, on: system)
        } catch {
            guard error.values.isEmpty else { throw error }
            let codes = (try? Value.list(arguments.list("status_code") ?? []).representation()) ?? ""
            throw ModuleFailure(
                "Status code was -1 and not \(codes): \(error.message)",
                values: [
                    "status": -1, "url": .string(URLPassword.hidden(in: url)), "redirected": false,
                    "elapsed": .int(Int(await files.now() - started)),
                ])
        }
        var outcome = try result(answer, elapsed: Int(await files.now() - started))
        if let dest, outcome.failed == false, answer.response.status != 304 {
            try await store(answer, dest, &outcome, on: system, in: context)
        }
        if !outcome.failed { return outcome }
        throw ModuleFailure(outcome.message ?? "", values: outcome.values)
    }

    /// The body and the type that its format gives it, unless the task sets one.
    private func body(
        on system: some System, in context: ModuleContext
    ) async throws(ModuleFailure) -> (bytes: [UInt8], type: String?) {
        let hasType = (arguments.dict("headers") ?? [:]).keys.contains { $0.text?.lowercased() == "content-type" }
        func typed(_ type: String) -> String? { hasType ? nil : type }
        // What is sent without a type of its own goes as a form, as Python's library has it.
        let form = typed("application/x-www-form-urlencoded")
        if context.contents.describe("content") != nil { return (try await context.contents.bytes("content"), form) }
        if let source = arguments.string("src") {
            do { return (try await system.read(source, limit: 1 << 30), form) } catch {
                throw ModuleFailure("Unable to open source file \(source)", values: ["elapsed": 0])
            }
        }
        let body = arguments["body"] ?? .none
        switch arguments.string("body_format") {
        case "json":
            if let text = body.text { return (Array(text.utf8), typed("application/json")) }
            do { return (Array(try JSON.text(body).utf8), typed("application/json")) } catch {
                throw ModuleFailure(error.message)
            }
        case "form-urlencoded":
            if let text = body.text { return (Array(text.utf8), form) }
            return (Array(try FormEncoding.body(body).utf8), form)
        case "form-multipart":
            let parts = try await MultipartForm(body, on: system, context.contents)
            return (parts.bytes, parts.type)
        default: return body.isNone ? ([], nil) : (Array(((try? body.string()) ?? "").utf8), form)
        }
    }

    private func result(_ answer: (response: HTTPResponse, url: String), elapsed: Int) throws(ModuleFailure) -> Outcome
    {
        let response = answer.response
        var values: Dict = ["redirected": .bool(answer.url != (arguments.string("url") ?? ""))]
        for (key, value) in URLOptions.info(answer) {
            values[.string((key.text ?? "").replacing("-", by: "_"))] = value
        }
        values["elapsed"] = .int(elapsed)
        if let location = values["location"]?.text {
            values["location"] = .string(URLReference.join(arguments.string("url") ?? "", location))
        }
        let message = values["msg"]?.text ?? ""
        values["msg"] = nil
        let type = (response.value("content-type") ?? "application/octet-stream").lowercased()
        let mime = type.prefix { $0 != ";" }.trimmed()
        let kind = (mime.cut(at: "/")?.after ?? "")
        let isJSON = ["json", "javascript"].contains(kind.cut(at: "+")?.after ?? kind)
        let isText = !type.has("charset=") || !type.has("latin") && !type.has("8859-1")
        let encoding: TextEncoding = isText ? .utf8 : .latin1
        let content = (try? encoding.decode(response.body)) ?? String(decoding: response.body, as: UTF8.self)
        if isJSON, let value = try? JSON.parse(content) { values["json"] = value }
        if arguments.bool("return_content") == true { values["content"] = .string(content) }
        let codes = arguments.list("status_code") ?? []
        guard !codes.contains(.int(response.status)) else { return Outcome(message: message, values: values) }
        let shown = (try? Value.list(codes).representation()) ?? ""
        return Outcome(
            failed: true, message: "Status code was \(response.status) and not \(shown): \(message)", values: values)
    }

    private func store(
        _ answer: (response: HTTPResponse, url: String), _ dest: String, _ outcome: inout Outcome,
        on system: some System, in context: ModuleContext
    ) async throws(ModuleFailure) {
        let files = Files(system)
        var path = dest
        if await files.isDirectory(dest) {
            path =
                dest.droppingTrailing("/") + "/"
                + (URLOptions.attachmentName(answer.response) ?? URLReference.fileName(answer.url))
        }
        let old = await files.exists(path) ? try await files.digest(path, .sha1) : nil
        if old != Digest.hex(.sha1, answer.response.body) {
            try await FileReplacement(system, isUnsafe: false, attributes: FileAttributes(arguments)).replace(
                path, with: answer.response.body, in: context)
        }
        outcome.changed = true
        outcome.values["path"] = .string(path)
        var ignored = AttributeChanges()
        _ = try await FileAttributes(arguments).apply(to: path, &ignored, on: system, check: false)
    }
}
