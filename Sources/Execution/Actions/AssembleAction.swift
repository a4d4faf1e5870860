import Diagnostics
import Regex
import System
import Values

/// Joins the fragments of a directory; one of the controller is joined there and copied.
struct AssembleAction: Action {
    static let names = ["ansible.builtin.assemble"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        guard let source = call.string("src"), call.string("dest") != nil else {
            throw TaskFailure("src and dest are required")
        }
        if call.flag("remote_src", true) { return .request(call.request()) }
        let file = ControllerFile(call)
        let (path, info) = try await file.find(source, kind: "files")
        guard info.kind == .directory else { throw TaskFailure("Source (\(path)) is not a directory") }
        if let pattern = call.string("regexp") {
            do throws(RegexError) { _ = try Regex(pattern) } catch { throw TaskFailure(Diagnostic(error.message)) }
        }
        var arguments = call.arguments
        arguments["remote_src"] = true
        var contents: [String: Content] = [:]
        var names: [Value] = []
        for child in ((try? await call.run.local.list(path)) ?? []).sorted(by: { $0.name < $1.name })
        where child.info.kind == .file {
            names.append(.string(child.name))
            contents[child.name] = Content(try await file.read("\(path)/\(child.name)"))
        }
        arguments["_fragments"] = .list(names)
        return .request(call.request(nil, arguments, contents: contents))
    }
}
