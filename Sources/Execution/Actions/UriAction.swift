import System
import Values

/// Brings the files that a request sends from the controller to the target.
struct UriAction: Action {
    static let names = ["ansible.builtin.uri"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        if try call.bool("remote_src", false) { return .request(call.request()) }
        var contents: [String: Content] = [:]
        if let source = call.string("src"), !source.isEmpty {
            contents["content"] = Content(try await read(source, call))
        } else if call.string("body_format") == "form-multipart" {
            guard let fields = call.arguments["body"]?.mapping else {
                let kind = call.arguments["body"]?.typeName ?? "NoneType"
                let message = "body must be mapping, cannot be type \(kind)"
                return .refused(message)
            }
            for (key, value) in fields {
                guard let field = value.mapping, let name = field["filename"]?.text, !name.isEmpty,
                    field["content"]?.text?.isEmpty ?? true
                else { continue }
                contents["field \((try? key.string()) ?? "")"] = Content(try await read(name, call))
            }
        }
        return .request(call.request(contents: contents))
    }

    private func read(_ name: String, _ call: ActionCall) async throws(TaskFailure) -> [UInt8] {
        let path = try await ControllerFile(call).find(name, kind: "files").path
        do throws(SystemError) {
            return try await call.run.local.read(path, limit: 1 << 30)
        } catch {
            throw TaskFailure("Could not read '\(path)': \(error.reason)")
        }
    }
}
