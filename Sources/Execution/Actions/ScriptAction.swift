import System
import Values

/// Brings a script of the controller to the target and runs it there.
struct ScriptAction: Action {
    static let names = ["ansible.builtin.script"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        guard let line = call.string("_raw_params") ?? call.string("cmd") else { throw TaskFailure("no script given") }
        let name = CommandWords.split(line).first ?? ""
        let file = ControllerFile(call)
        let (path, _) = try await file.find(name, kind: "files")
        return .request(call.request(contents: ["script": Content(try await file.read(path))]))
    }
}
