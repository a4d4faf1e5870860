import Modules
import System
import Values

/// `ansible.builtin.get_url`: downloads a file.
struct GetURLModule: Module {
    static let name = "ansible.builtin.get_url"
    static let arguments = ArgumentSpec(
        URLOptions.options + [
            Option("url_username", aliases: ["username"]), Option("url_password", aliases: ["password"], noLog: true),
            Option("dest", .path, required: true), Option("backup", .bool, default: false),
            Option("checksum", default: ""), Option("timeout", .int, default: 10), Option("tmp_dest", .path),
        ], fileAttributes: true)

    private let arguments: Arguments
    private let options: URLOptions
    private let url: String

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        options = try URLOptions(arguments)
        url = arguments.string("url") ?? ""
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let download = Download(arguments, options, url, on: system, in: context)
        return try await download.run()
    }

    /// One download on its way.
    private struct Download<Base: System> {
        let arguments: Arguments
        let options: URLOptions
        let url: String
        let system: Base
        let files: Files<Base>
        let context: ModuleContext
        var dest: String
        var values: Dict

        init(_ arguments: Arguments, _ options: URLOptions, _ url: String, on system: Base, in context: ModuleContext) {
            self.arguments = arguments
            self.options = options
            self.url = url
            self.system = system
            self.context = context
            files = Files(system)
            dest = arguments.string("dest") ?? ""
            values = [
                "checksum_dest": .none, "checksum_src": .none, "dest": .string(dest), "elapsed": 0,
                "url": .string(URLPassword.hidden(in: url)),
            ]
        }

        func run() async throws(ModuleFailure) -> Outcome {
            let checksum = try await Checksum(arguments, options, url, values, on: system, in: context)
            let isDirectory = await files.isDirectory(dest)
            var force = arguments.bool("force") ?? false
            var since: Double?
            if !isDirectory, let info = await files.info(dest, follow: true) {
                if !force, let checksum {
                    if try await files.digest(dest, checksum.algorithm) == checksum.digest {
                        var outcome = Outcome(message: "file already exists", values: values)
                        try await settle(dest, &outcome)
                        if outcome.changed { outcome.message = "file already exists but file attributes changed" }
                        return outcome
                    }
                    force = true
                }
                if !force { since = info.modified }
            }
            return try await fetch(checksum, isDirectory: isDirectory, since: since)
        }

        private func fetch(
            _ checksum: Checksum?, isDirectory: Bool, since: Double?
        ) async throws(ModuleFailure) -> Outcome {
            var values = values
            let staged = try await stage(isDirectory)
            do throws(ModuleFailure) {
                if let path = URLReference.localPath(url) {
                    return try await take(path, staged, checksum, isDirectory: isDirectory)
                }
                let started = await files.now()
                let answer: (response: HTTPResponse, url: String)
                do throws(ModuleFailure) {
                    answer = try await options.send(
                        context.check ? "HEAD" : "GET", url, modifiedSince: since, download: staged, on: system)
                } catch {
                    throw ModuleFailure(
                        error.message,
                        values: error.values.isEmpty
                            ? ["dest": .string(dest), "elapsed": 0, "url": values["url"] ?? .none] : error.values)
                }
                let elapsed = Value.int(Int(await files.now() - started))
                let info = URLOptions.info(answer)
                let status = answer.response.status
                if status == 304 {
                    try? await system.remove(staged, recursive: false)
                    var outcome = Outcome(values: [
                        "url": values["url"] ?? .none, "dest": .string(dest), "status_code": 304, "elapsed": elapsed,
                    ])
                    outcome.message = info["msg"]?.text
                    return outcome
                }
                guard status == 200 else {
                    throw ModuleFailure(
                        "Request failed",
                        values: [
                            "status_code": .int(status), "response": info["msg"] ?? "", "url": values["url"] ?? .none,
                            "dest": .string(dest), "elapsed": elapsed,
                        ])
                }
                values["elapsed"] = elapsed
                values["src"] = .string(staged)
                var target = dest
                if isDirectory {
                    target =
                        "\(dest.droppingTrailing("/"))/\(URLOptions.attachmentName(answer.response) ?? URLReference.fileName(answer.url))"
                    values["dest"] = .string(target)
                }
                return try await place(staged, target, checksum, info, values)
            } catch {
                try? await system.remove(staged, recursive: false)
                throw error
            }
        }

        /// A file of the target itself (`file:///path`).
        private func take(
            _ path: String, _ staged: String, _ checksum: Checksum?, isDirectory: Bool
        ) async throws(ModuleFailure) -> Outcome {
            var values = values
            var problem: String?
            if let info = await files.info(path, follow: true) {
                if info.kind == .directory {
                    problem = "[Errno 21] Is a directory: '\(path)'"
                } else if !(await files.may(path, 4)) {
                    problem = "[Errno 13] Permission denied: '\(path)'"
                } else {
                    try await FileDuplicate(system).copy(path, to: staged, keepsTimes: false)
                    try await files.attempt("", staged) { (system) throws(SystemError) in
                        try await system.setMode(0o600, of: staged)
                    }
                }
            } else {
                problem = "[Errno 2] No such file or directory: '\(path)'"
            }
            if let problem {
                throw ModuleFailure(
                    "Request failed: <urlopen error \(problem)>",
                    values: ["dest": .string(dest), "elapsed": 0, "url": values["url"] ?? .none])
            }
            let target = isDirectory ? "\(dest.droppingTrailing("/"))/\(path.baseName)" : dest
            values["dest"] = .string(target)
            values["src"] = .string(staged)
            let size = await files.info(staged, follow: true)?.size ?? 0
            return try await place(
                staged, target, checksum, ["msg": .string("OK (\(size) bytes)"), "status": .none], values)
        }

        /// Where the download is written: in `tmp_dest`, or beside what it is to replace.
        private func stage(_ isDirectory: Bool) async throws(ModuleFailure) -> String {
            var directory = isDirectory || context.check ? context.temporaryDirectory : dest.directoryName
            if let chosen = arguments.string("tmp_dest") {
                guard let info = await files.info(chosen, follow: true) else {
                    throw ModuleFailure("\(chosen) directory does not exist.", values: ["elapsed": 0])
                }
                if info.kind != .directory {
                    throw ModuleFailure("\(chosen) is a file but should be a directory.", values: ["elapsed": 0])
                }
                directory = chosen
            }
            if directory.isEmpty { directory = "." }
            if let path = try? await system.makeTemporary(
                in: directory, prefix: TemporaryName.ofFiles, suffix: "", isDirectory: false)
            {
                return path
            }
            let place = context.temporaryDirectory
            return try await files.attempt("failed to create temporary content file", place) {
                (system) throws(SystemError) in
                try await system.makeTemporary(in: place, prefix: TemporaryName.ofFiles, suffix: "", isDirectory: false)
            }
        }

        private func place(
            _ staged: String, _ target: String, _ checksum: Checksum?, _ info: Dict, _ start: Dict
        ) async throws(ModuleFailure) -> Outcome {
            var values = start
            let new = try await files.digest(staged, .sha1)
            values["checksum_src"] = .string(new)
            let exists = await files.exists(target)
            let parent = target.directoryName
            var problem: String?
            if exists {
                if !(await files.may(target, 2)) { problem = "Destination \(target) is not writable" }
            } else if !(await files.exists(parent)) {
                problem = "Destination \(parent) does not exist"
            } else if !(await files.may(parent, 2)) {
                problem = "Destination \(parent) is not writable"
            }
            if let problem { throw ModuleFailure(problem, values: values) }
            if exists { values["checksum_dest"] = .string(try await files.digest(target, .sha1)) }
            let differs = values["checksum_src"] != values["checksum_dest"]
            if context.check {
                try? await system.remove(staged, recursive: false)
                return Outcome(changed: differs, message: info["msg"]?.text, values: values)
            }
            if let checksum {
                let found = try await files.digest(staged, checksum.algorithm)
                if found != checksum.digest {
                    throw ModuleFailure(
                        "The checksum for \(staged) did not match \(checksum.digest); it was \(found).", values: values)
                }
            }
            var outcome = Outcome(changed: differs, message: info["msg"]?.text)
            if differs {
                if arguments.bool("backup") == true, exists {
                    values["backup_file"] = .string(try await Backup.make(of: target, on: system, check: false))
                }
                try await FileReplacement(
                    system, isUnsafe: arguments.bool("unsafe_writes") ?? false, attributes: FileAttributes(arguments)
                )
                .commit(staged, to: target)
            } else {
                try? await system.remove(staged, recursive: false)
            }
            values["md5sum"] = .string(try await files.digest(target, .md5))
            values["status_code"] = info["status"]
            outcome.values = values
            try await settle(target, &outcome)
            return outcome
        }

        private func settle(_ path: String, _ outcome: inout Outcome) async throws(ModuleFailure) {
            var ignored = AttributeChanges()
            let changed = try await FileAttributes(arguments).apply(
                to: path, &ignored, on: system, check: context.check)
            outcome.changed = outcome.changed || changed
        }
    }
}
