import Modules
import System
import Values

/// `ansible.builtin.stat`: what a file is.
struct StatModule: Module {
    static let name = "ansible.builtin.stat"
    static let arguments = ArgumentSpec([
        Option("path", .path, required: true, aliases: ["dest", "name"]), Option("follow", .bool, default: false),
        Option("get_checksum", .bool, default: true),
        Option("get_mime", .bool, default: true, aliases: ["mime", "mime_type", "mime-type"]),
        Option("get_attributes", .bool, default: true, aliases: ["attr", "attributes"]),
        Option(
            "checksum_algorithm", default: "sha1", choices: ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"],
            aliases: ["checksum", "checksum_algo"]),
    ])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    private func asks(_ name: String) -> Bool { arguments.bool(name) ?? false }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let path = arguments.string("path") ?? ""
        let files = Files(system)
        let info: FileInfo?
        do { info = try await system.info(path, follow: asks("follow")) } catch {
            if error.code == 2 { return Outcome(values: ["stat": ["exists": false]]) }
            throw ModuleFailure(error.reason, cause: PythonError.bytesText(error, path))
        }
        guard let info else { return Outcome(values: ["stat": ["exists": false]]) }
        var stat = FileProperties.stat(path, info)
        if info.kind == .link {
            stat["lnk_source"] = .string(await files.realPath(path))
            if let target = try? await system.readLink(path) { stat["lnk_target"] = .string(target) }
        }
        for (name, mode) in [("readable", 4), ("writeable", 2), ("executable", 1)] {
            stat[.string(name)] = .bool(await files.may(path, mode))
        }
        if let user = (try? await system.user(.id(info.uid))) ?? nil { stat["pw_name"] = .string(user.name) }
        if let group = (try? await system.group(.id(info.gid))) ?? nil { stat["gr_name"] = .string(group.name) }
        if info.kind == .file, stat["readable"] == true, asks("get_checksum"),
            let algorithm = arguments.string("checksum_algorithm").flatMap(DigestAlgorithm.init)
        {
            stat["checksum"] = .string(try await files.digest(path, algorithm))
        }
        if asks("get_mime") { await addType(path, &stat, on: system) }
        if asks("get_attributes") {
            stat["attributes"] = .list([])
            stat["attr_flags"] = ""
            stat["version"] = Value.none
            if let flags = await AttributeFlags.read(path, wantsVersion: true, on: system) {
                stat["version"] = .string(flags.version)
                stat["attr_flags"] = .string(flags.flags)
                stat["attributes"] = .list(AttributeFlags.words(of: flags.flags))
            }
        }
        return Outcome(values: ["stat": .dict(stat)])
    }

    /// By file(1).
    private func addType(_ path: String, _ stat: inout Dict, on system: some System) async {
        stat["mimetype"] = "unknown"
        stat["charset"] = "unknown"
        guard let program = (try? await system.which("file", extra: systemPrograms)) ?? nil else { return }
        let command = Command([program, "--mime-type", "--mime-encoding", "--", path])
        guard let result = try? await system.run(command), result.succeeded,
            let answer = result.text.split(separator: ":").last
        else { return }
        let parts = answer.split(separator: ";").map { $0.trimmed() }
        if let type = parts.first { stat["mimetype"] = .string(type) }
        if parts.count > 1, let charset = parts[1].cut(at: "=")?.after { stat["charset"] = .string(charset) }
    }
}
