import Diagnostics
import Loading
import Modules
import Playbook
import System
import Templating
import Values

/// Files of the controller that a task names.
struct ControllerFile {
    let call: ActionCall
    private var local: LocalSystem { call.run.local }

    init(_ call: ActionCall) { self.call = call }

    /// The file that `name` stands for, looked for in the places where Ansible looks.
    func find(_ name: String, kind: String) async throws(TaskFailure) -> (path: String, info: FileInfo) {
        let places = SearchPath.candidates(await expanded(name), kind: kind, in: call.searchPath)
        for place in places {
            guard let info = try? await local.info(place, follow: true) else { continue }
            if info.kind == .file { call.run.loader.files.log.note(file: place, size: info.size) }
            return (place, info)
        }
        // The playbook's directory comes last, even where the task's own is the same.
        let searched = call.searchPath.count == 1 && !name.hasPrefix("/") ? places + places : places
        let list =
            searched.count > 1 ? "\nSearched in:\n" + searched.map { "\t\($0)" }.joined(separator: "\n") : ""
        throw Self.missing(name, list)
    }

    /// That there is no such file; `list` says where it was looked for.
    private static func missing(_ name: String, _ list: String = "") -> TaskFailure {
        TaskFailure(
            Diagnostic(
                "Could not find or access '\(name)'\(list) on the Ansible Controller.\nIf you are using a module and "
                    + "expect the file to exist on the remote, see the remote_src option"))
    }

    /// A file whose content is sent: anything else counts as missing.
    func findFile(_ name: String, kind: String) async throws(TaskFailure) -> String {
        let (path, info) = try await find(name, kind: kind)
        if info.kind == .directory {
            throw Self.missing(path.hasSuffix("/") || !name.hasSuffix("/") ? path : path + "/")
        }
        return path
    }

    /// The path with the home that `~` or `~user` stands for.
    func expanded(_ path: String) async -> String {
        guard path.hasPrefix("~") else { return path }
        let name = String(path.dropFirst().prefix { $0 != "/" })
        let home =
            name.isEmpty
            ? call.run.options.environment["HOME"] : ((try? await local.user(.name(name))) ?? nil)?.home
        return home.map { $0 + path.dropFirst(1 + name.count) } ?? path
    }

    /// The content for a module: a file that no vault has sealed is read when the target asks for it, in pieces.
    func content(_ path: String) async throws(TaskFailure) -> Content {
        let opensVaults = try call.bool("decrypt", true)
        let isVaulted = try await isVaulted(path)
        if isVaulted && opensVaults { return Content(try await read(path)) }
        do throws(SystemError) { return try Content(file: path) } catch { throw Self.unreadable(path, error) }
    }

    /// Whether a vault has sealed a file.
    func isVaulted(_ path: String) async throws(TaskFailure) -> Bool {
        let mark = Array("$ANSIBLE_VAULT;".utf8)
        do throws(SystemError) { return try await local.read(path, from: 0, length: mark.count) == mark } catch {
            throw Self.unreadable(path, error)
        }
    }

    /// The whole content, opened where it is vaulted and `decrypt` does not forbid it.
    func read(_ path: String) async throws(TaskFailure) -> [UInt8] {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try await local.read(path, limit: 2 << 30)
        } catch {
            throw Self.unreadable(path, error)
        }
        guard try call.bool("decrypt", true), bytes.starts(with: "$ANSIBLE_VAULT;".utf8) else { return bytes }
        do throws(Diagnostic) {
            return try call.run.open(vaulted: bytes, name: path)
        } catch {
            if error.message == "Attempting to decrypt but no vault secrets found." {
                throw TaskFailure("A vault password or secret must be specified to decrypt \(path)")
            }
            throw TaskFailure(error)
        }
    }

    private static func unreadable(_ path: String, _ error: SystemError) -> TaskFailure {
        TaskFailure(
            Diagnostic(
                "An error occurred while trying to read the file '\(path)': \(PythonError.text(error, path))"))
    }

    /// `0644` and the like, for `mode: preserve`.
    static func modeText(_ info: FileInfo) -> String {
        let digits = String(info.mode & 0o7777, radix: 8)
        return "0" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }
}

extension String {
    /// The last part of a path.
    var lastPathPart: String { split(separator: "/").last.map(String.init) ?? self }
}
