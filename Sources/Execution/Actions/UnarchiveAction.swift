import System
import Values

/// Unpacks an archive of the controller or of the target.
struct UnarchiveAction: Action {
    static let names = ["ansible.builtin.unarchive"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        guard let source = call.string("src"), call.string("dest") != nil else {
            throw TaskFailure("src (or content) and dest are required")
        }
        var arguments = call.arguments
        arguments["decrypt"] = nil
        var isRemote = try call.bool("remote_src", false)
        if call.arguments["copy"] != nil {
            if call.arguments["remote_src"] != nil {
                throw TaskFailure("parameters are mutually exclusive: ('copy', 'remote_src')")
            }
            isRemote = try !call.bool("copy", true)
            arguments["copy"] = nil
        }
        arguments["remote_src"] = .bool(isRemote)
        if isRemote { return .request(call.request(nil, arguments), finish: Self.judged) }
        guard !source.contains("://") else {
            throw TaskFailure("Unsupported option, an URI src (\(source)) is only supported when remote_src is True")
        }
        let file = ControllerFile(call)
        let path = try await file.findFile(source, kind: "files")
        arguments["_original_basename"] = .string(path.lastPathPart)
        return .request(
            call.request(nil, arguments, contents: ["archive": Content(try await file.read(path))]),
            finish: Self.judged)
    }

    /// That there is no directory to unpack into is the action's own failure, in other words than the module's.
    private static func judged(_ answer: TaskResult) throws(TaskFailure) -> TaskResult {
        let (head, tail) = ("Destination '", "' is not a directory")
        guard answer.flag("failed"), let message = answer["msg"]?.text, message.hasPrefix(head), message.hasSuffix(tail)
        else { return answer }
        throw TaskFailure("dest '\(message.dropFirst(head.count).dropLast(tail.count))' must be an existing dir")
    }
}
