import Connections
import Diagnostics
import Modules
import System
import Values

/// Brings a file of the target to the controller.
struct FetchAction: Action {
    static let names = ["ansible.builtin.fetch"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        if call.fields.isCheckMode {
            return .result(["skipped": true, "msg": "check mode not (yet) supported for this module"])
        }
        let (written, destination) = try places(call)
        let mustExist = call.flag("fail_on_missing", true)
        let stat = try await call.send(
            call.request("ansible.builtin.stat", ["path": .string(written), "follow": true, "get_checksum": true]))
        if stat.flag("failed"), try !becomes(call) {
            let reason = stat["msg"]?.text ?? ""
            let message = "Failed to get information on remote file (\(written)): \(reason)"
            return .result(unseen(message, written, mustExist))
        }
        let info = stat["stat"]?.mapping ?? [:]
        if ResultShape.flag(info, "isdir") {
            let message = "remote file is a directory, fetch cannot work on directories"
            return .result(
                mustExist
                    ? ["changed": false, "failed": true, "msg": .string(message)]
                    : ["msg": .string(message + ", not transferring, ignored")])
        }
        // The path as the target's user has it, `~` expanded.
        let source = info["path"]?.text ?? written
        var content: [UInt8]?
        if info["checksum"] == nil {
            let slurp = call.run.actions.module("slurp", collections: [], plugins: call.run.plugins)
            let answer = try await call.send(call.request(slurp, ["src": .string(source)]))
            guard !answer.flag("failed"), let text = answer["content"]?.text,
                let bytes = try? Base64.decode(text)
            else { return .result(missing(answer, source, mustExist)) }
            content = bytes
        }
        let remote = info["checksum"]?.text ?? Digest.hex(.sha1, content ?? [])
        let target = try await place(source, destination, call)
        let old = try? await call.run.local.digest(target, .sha1)
        if remote == old {
            let md5 = (try? await call.run.local.digest(target, .md5)).map { Value.string($0) } ?? .none
            return .result([
                "changed": false, "md5sum": md5, "file": .string(source), "dest": .string(target),
                "checksum": .string(remote),
            ])
        }
        let file = try await stage(target, call)
        if let content {
            do throws(SystemError) { try await file.write(content) } catch { throw Self.failure(error) }
        } else {
            try await bring(source, of: info, into: file, call)
        }
        return .result(try await store(file, target, source, call, remote: remote))
    }

    /// No more bytes come than the target has announced; files of /proc announce none.
    private static let unannouncedLimit = 64 << 20

    /// Streams a file of the target into one of the controller.
    private func bring(
        _ path: String, of info: Dict, into file: LocalStagedFile, _ call: ActionCall
    ) async throws(TaskFailure) {
        var size = 0
        if case .int(let number)? = info["size"], number > 0 { size = number }
        let connection = try await call.connection()
        do throws(ConnectionError) {
            try await connection.fetch(path, limit: size == 0 ? Self.unannouncedLimit : size) {
                (piece) async throws(SystemError) in try await file.write(piece)
            }
        } catch {
            await file.discard()
            throw TaskFailure(connection: error)
        }
    }

    private func stage(_ target: String, _ call: ActionCall) async throws(TaskFailure) -> LocalStagedFile {
        try await makeDirectories(above: target, call.run.local)
        do throws(SystemError) {
            return try await LocalStagedFile(for: target)
        } catch {
            throw Self.failure(error)
        }
    }

    private static func failure(_ error: SystemError) -> TaskFailure {
        TaskFailure("Failed to fetch the file: \(error)")
    }

    private func becomes(_ call: ActionCall) throws(TaskFailure) -> Bool {
        let choice = ConnectionChoice(
            run: call.run, host: call.target.name, fields: call.fields, templar: call.target.templar)
        return try choice.settings().become != nil
    }

    private func places(_ call: ActionCall) throws(TaskFailure) -> (source: String, destination: String) {
        func given(_ name: Value) -> Value? { call.arguments[name].flatMap { $0.isNone ? nil : $0 } }
        guard let source = given("src"), let destination = given("dest") else {
            throw TaskFailure("src and dest are required")
        }
        guard let destination = destination.text else {
            throw TaskFailure("Invalid type supplied for dest option, it must be a string")
        }
        guard let source = source.text else {
            throw TaskFailure("Invalid type supplied for source option, it must be a string")
        }
        return (source, destination)
    }

    private func store(
        _ file: LocalStagedFile, _ target: String, _ source: String, _ call: ActionCall, remote: String
    ) async throws(TaskFailure) -> TaskResult {
        do throws(SystemError) {
            let (sum, md5) = try await file.commit()
            if call.flag("validate_checksum", true), remote != sum {
                return [
                    "failed": true, "msg": "checksum mismatch", "file": .string(source), "dest": .string(target),
                    "md5sum": .string(md5), "checksum": .string(sum), "remote_checksum": .string(remote),
                ]
            }
            return [
                "changed": true, "md5sum": .string(md5), "dest": .string(target), "remote_md5sum": .none,
                "checksum": .string(sum), "remote_checksum": .string(remote),
            ]
        } catch {
            throw Self.failure(error)
        }
    }

    private func makeDirectories(above path: String, _ local: LocalSystem) async throws(TaskFailure) {
        var made = ""
        for part in path.split(separator: "/").dropLast() {
            made += "/" + part
            do throws(SystemError) {
                if try await local.info(made, follow: true) == nil { try await local.makeDirectory(made, mode: 0o777) }
            } catch {
                let directory = path.split(separator: "/").dropLast().map { "/\($0)" }.joined()
                throw TaskFailure(
                    Diagnostic(
                        "Unable to create local directories '\(directory)': \(PythonError.bytesText(error, made))"))
            }
        }
    }

    /// Below `dest` by host and path, or `dest` itself where it is flat.
    private func place(
        _ source: String, _ destination: String, _ call: ActionCall
    ) async throws(TaskFailure) -> String {
        var base = await ControllerFile(call).expanded(destination)
        if !base.hasPrefix("/") { base = (call.searchPath.last ?? call.run.options.directory) + "/" + base }
        // Nothing that the target says may lead out of the place that was asked for.
        let parts = source.split(separator: "/").filter { $0 != ".." && $0 != "." }
        guard call.flag("flat", false) else {
            while base.count > 1, base.hasSuffix("/") { base.removeLast() }
            return "\(base)/\(call.host)/\(parts.joined(separator: "/"))"
        }
        let isBelow = base.hasSuffix("/")
        let target = isBelow ? base + (parts.last.map(String.init) ?? "") : base
        guard (try? await call.run.local.info(target, follow: true))??.kind == .directory else { return target }
        throw TaskFailure(
            isBelow
                ? "calculated dest '\(target)' is an existing directory, use another path that does not point to an "
                    + "existing directory"
                : "dest is an existing directory, use a trailing slash if you want to fetch src into that directory")
    }

    /// The result where nothing could be learned of the file.
    private func unseen(_ message: String, _ source: String, _ isFailure: Bool) -> TaskResult {
        var result: TaskResult = ["changed": false, "file": .string(source), "msg": .string(message + ", ignored")]
        if isFailure { result.values.merge(["failed": true, "msg": .string(message)]) { $1 } }
        return result
    }

    /// What `answer`, of the module that could not read the file, makes of the task.
    private func missing(_ answer: TaskResult, _ source: String, _ isFailure: Bool) -> TaskResult {
        var result: TaskResult = ["changed": false, "file": .string(source)]
        if isFailure {
            result = answer
            result.origin = .module
            result.cause = [answer["msg"]?.text, answer.reason].compactMap { $0 }.joined(separator: ": ")
        }
        if answer["msg"]?.text?.contains("not found") == true {
            result["msg"] = "the remote file does not exist, not transferring, ignored"
        }
        return result
    }
}
