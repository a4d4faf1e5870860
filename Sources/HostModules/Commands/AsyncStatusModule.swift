import Modules
import System
import Values

/// `ansible.builtin.async_status`: what has become of a background job, from its file.
struct AsyncStatusModule: Module {
    static let name = "ansible.builtin.async_status"
    static let arguments = ArgumentSpec([
        Option("jid", required: true), Option("mode", default: "status", choices: ["cleanup", "status"]),
        // The controller adds it.
        Option("_async_dir", .path, required: true),
    ])

    /// No result of a job is larger.
    private static let sizeLimit = 256 << 20

    private let jid: String
    private let isCleanup: Bool
    private let path: String

    init(_ arguments: Arguments) throws(ModuleFailure) {
        jid = arguments.string("jid") ?? ""
        isCleanup = arguments.string("mode") == "cleanup"
        path = "\(arguments.string("_async_dir") ?? "")/\(jid)"
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        do throws(SystemError) {
            guard try await system.info(path, follow: true) != nil else { throw SystemError.noJob }
            if isCleanup {
                if !context.check { try await system.remove(path, recursive: false) }
                return Outcome(values: ["ansible_job_id": .string(jid), "erased": .string(path)])
            }
            return try outcome(await system.read(path, limit: Self.sizeLimit))
        } catch {
            var values: Dict = ["ansible_job_id": .string(jid), "started": true, "finished": true]
            values[isCleanup ? "erased" : "results_file"] = .string(path)
            throw ModuleFailure(error.code == 0 ? "could not find job" : error.description, values: values)
        }
    }

    /// The job's own result once it is there; a file that is not whole yet belongs to a job that runs.
    private func outcome(_ bytes: [UInt8]) -> Outcome {
        var values: Dict = ["ansible_job_id": .string(jid), "results_file": .string(path)]
        guard var data = (try? JSON.parse(bytes))?.mapping else {
            values["started"] = true
            values["finished"] = false
            return Outcome(values: values)
        }
        if data["started"] == nil {
            data["finished"] = true
        } else if data["finished"] == nil {
            data["finished"] = false
        }
        values.merge(data) { $1 }
        func flag(_ key: Value) -> Bool { if case .bool(true) = values[key] { true } else { false } }
        var outcome = Outcome(
            changed: flag("changed"), failed: flag("failed"), message: values["msg"]?.text, values: values)
        outcome.describesPath = false
        return outcome
    }
}

extension SystemError {
    fileprivate static let noJob = SystemError(code: 0, operation: "async_status", reason: "could not find job")
}
