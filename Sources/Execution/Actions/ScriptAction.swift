import Connections
import System
import Values

/// Brings a script of the controller to the target and runs it there.
struct ScriptAction: Action {
    static let names = ["ansible.builtin.script"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        try call.only(["_raw_params", "chdir", "cmd", "creates", "executable", "removes"])
        let (words, command) = (call.string("_raw_params"), call.string("cmd"))
        if words != nil, command != nil { throw TaskFailure("parameters are mutually exclusive: _raw_params|cmd") }
        guard let line = words ?? command else {
            throw TaskFailure("one of the following is required: _raw_params, cmd")
        }
        let name = CommandWords.split(line).first ?? ""
        let file = ControllerFile(call)
        if let directory = call.string("chdir"), !directory.isEmpty, !directory.hasPrefix("/") {
            throw TaskFailure("chdir \(directory) must be an absolute path for a Unix-aware remote node")
        }
        let content: [UInt8]
        do throws(TaskFailure) {
            content = try await file.read(try await file.findFile(name, kind: "files"))
        } catch {
            throw error.passedOn
        }
        let request = call.request(contents: ["script": Content(content)])
        return .request(request) { answer throws(TaskFailure) in
            // What kept the script from being run is the action's own failure.
            if answer.flag("failed"), answer["rc"] == nil {
                throw TaskFailure(answer.cause ?? answer["msg"].flatMap { try? $0.string() } ?? "")
            }
            var result = answer
            result.origin = .action
            return result
        }
    }
}
