import Connections
import System
import Values

/// Brings a file of the target to the controller.
struct FetchAction: Action {
    static let names = ["ansible.builtin.fetch"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        try call.only(["dest", "fail_on_missing", "flat", "src", "validate_checksum"])
        if call.fields.isCheckMode {
            return .result(["skipped": true, "msg": "check mode not (yet) supported for this module"])
        }
        guard let source = call.string("src"), let destination = call.string("dest") else {
            throw TaskFailure("src and dest are required")
        }
        let mustExist = try call.bool("fail_on_missing", true)
        let stat = try await call.send(
            call.request("ansible.builtin.stat", ["path": .string(source), "follow": true, "get_checksum": true]))
        let info = stat["stat"]?.mapping ?? [:]
        guard ResultShape.flag(info, "exists") else {
            return .result(missing("the remote file does not exist", source, mustExist))
        }
        if ResultShape.flag(info, "isdir") {
            return .result(missing("remote file is a directory, fetch cannot work on directories", source, mustExist))
        }
        let target = place(source, destination, call, isFlat: try call.bool("flat", false))
        let old = try? await call.run.local.digest(target, .sha1)
        if let remote = info["checksum"]?.text, remote == old {
            let md5 = (try? await call.run.local.digest(target, .md5)).map { Value.string($0) } ?? .none
            return .result([
                "changed": false, "md5sum": md5, "file": .string(source), "dest": .string(target),
                "checksum": .string(remote),
            ])
        }
        let connection = try await call.connection()
        let bytes: [UInt8]
        do throws(ConnectionError) {
            bytes = try await connection.fetch(source)
        } catch {
            throw TaskFailure(connection: error)
        }
        return .result(try await store(bytes, target, source, call, remote: info["checksum"]?.text))
    }

    private func store(
        _ bytes: [UInt8], _ target: String, _ source: String, _ call: ActionCall, remote: String?
    ) async throws(TaskFailure) -> Dict {
        let local = call.run.local
        do throws(SystemError) {
            try await makeDirectories(above: target, local)
            try await local.write(target, bytes, mode: 0o666, append: false)
            let sum = try await local.digest(target, .sha1)
            let md5 = try await local.digest(target, .md5)
            if try call.boolOrTrue("validate_checksum"), let remote, remote != sum {
                return [
                    "failed": true, "msg": "checksum mismatch", "file": .string(source), "dest": .string(target),
                    "md5sum": .string(md5), "checksum": .string(sum), "remote_checksum": .string(remote),
                ]
            }
            return [
                "changed": true, "md5sum": .string(md5), "dest": .string(target), "remote_md5sum": .none,
                "checksum": .string(sum), "remote_checksum": .string(remote ?? sum),
            ]
        } catch {
            throw TaskFailure("Failed to fetch the file: \(error)")
        }
    }

    private func makeDirectories(above path: String, _ local: LocalSystem) async throws(SystemError) {
        var made = ""
        for part in path.split(separator: "/").dropLast() {
            made += "/" + part
            if try await local.info(made, follow: true) == nil { try await local.makeDirectory(made, mode: 0o777) }
        }
    }

    /// Below `dest` by host and path, or `dest` itself where it is flat.
    private func place(_ source: String, _ destination: String, _ call: ActionCall, isFlat: Bool) -> String {
        var base = destination
        if base.hasPrefix("~/") { base = (call.run.options.environment["HOME"] ?? "") + base.dropFirst() }
        if !base.hasPrefix("/") { base = (call.searchPath.last ?? call.run.options.directory) + "/" + base }
        // Nothing that the target says may lead out of the place that was asked for.
        let parts = source.split(separator: "/").filter { $0 != ".." && $0 != "." }
        if isFlat { return base.hasSuffix("/") ? base + (parts.last.map(String.init) ?? "") : base }
        while base.count > 1, base.hasSuffix("/") { base.removeLast() }
        return "\(base)/\(call.host)/\(parts.joined(separator: "/"))"
    }

    private func missing(_ message: String, _ source: String, _ isFailure: Bool) -> Dict {
        guard isFailure else {
            return ["changed": false, "file": .string(source), "msg": .string(message + ", not transferring, ignored")]
        }
        let text = message.hasPrefix("remote file is") ? message : message + ", not transferring, ignored"
        return ["changed": false, "failed": true, "file": .string(source), "msg": .string(text)]
    }
}

extension ActionCall {
    fileprivate func boolOrTrue(_ name: String) throws(SystemError) -> Bool {
        do throws(TaskFailure) {
            return try bool(name, true)
        } catch {
            throw SystemError(code: 0, operation: name, reason: error.message)
        }
    }
}
