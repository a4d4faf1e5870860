import Diagnostics
import Jinja
import Loading
import Playbook
import Regex
import System
import Templating
import Values

/// Variables from a file or from the files of a directory, while the play runs.
struct IncludeVarsAction: Action {
    static let names = ["ansible.builtin.include_vars"]

    private static let directoryOptions = [
        "dir", "depth", "files_matching", "ignore_files", "extensions", "ignore_unknown_extensions",
    ]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        let given = call.arguments.keys.compactMap(\.text)
        for name in given
        where !(Self.directoryOptions + ["file", "_raw_params", "name", "hash_behaviour"]).contains(name) {
            throw TaskFailure(Diagnostic("\(name) is not a valid option in include_vars"))
        }
        let forFile = given.contains { ["file", "_raw_params"].contains($0) }
        if forFile, given.contains(where: Self.directoryOptions.contains) {
            throw TaskFailure(
                Diagnostic("You are mixing file only and dir only arguments, these are incompatible"))
        }
        var result: TaskResult = [:]
        var values: Dict = [:]
        // What stands together with what no author wrote.
        var marked: Dict = [:]
        var included: [String] = []
        do throws(IncludeFailure) {
            // Of a directory with a file that cannot be read nothing is taken.
            for files in try await paths(call) {
                var read: Dict = [:]
                for path in files {
                    read.merge(try contents(path, call, &result)) { $1 }
                    included.append(path)
                }
                values.merge(read) { $1 }
            }
            if call.string("hash_behaviour") == "merge" {
                for (key, new) in values {
                    guard let name = key.text, let old = call.templar.variables.traced(name) else { continue }
                    values[key] = Self.merged(call.templar.variables[name] ?? .none, new)
                    if !old.isAuthored { marked[key] = Self.merged(old.value, new.markedAsAuthored) }
                }
            }
        } catch {
            result["failed"] = true
            result["message"] = .string(error.message)
        }
        if call.task.keywords.register != nil || call.string("name") != nil && !marked.isEmpty {
            marked = values.mapValues(\.markedAsAuthored).merging(marked) { $1 }
        }
        if let name = call.string("name").map({ Value.string($0) }) {
            values = [name: .dict(ValueDict(values, mayHoldTemplates: true))]
            if !marked.isEmpty { marked = [name: .dict(ValueDict(marked, mayHoldTemplates: true))] }
        }
        if !marked.isEmpty { result.marks["ansible_facts"] = .dict(ValueDict(marked, mayHoldTemplates: true)) }
        result["ansible_included_var_files"] = .list(included.map { .string($0) })
        result["ansible_facts"] = .dict(ValueDict(values, mayHoldTemplates: true))
        return .result(result)
    }

    /// Why variables could not be included; the result holds it under `message`.
    private struct IncludeFailure: Error { let message: String }

    /// The files to read, those of each directory together.
    private func paths(_ call: ActionCall) async throws(IncludeFailure) -> [[String]] {
        if let directory = call.string("dir"), !directory.isEmpty { return try await files(in: directory, call) }
        guard let name = (call.string("file") ?? call.string("_raw_params")).map({ $0.trimmed() }), !name.isEmpty else {
            throw IncludeFailure(
                message: "Could not find file on the Ansible Controller.\nIf you are using a module and expect the "
                    + "file to exist on the remote, see the remote_src option")
        }
        do throws(TaskFailure) {
            return [[try await ControllerFile(call).find(name, kind: "vars").path]]
        } catch {
            throw IncludeFailure(message: error.message)
        }
    }

    /// The variables of a file; those of a vaulted one make the whole result secret.
    private func contents(_ path: String, _ call: ActionCall, _ result: inout TaskResult) throws(IncludeFailure) -> Dict
    {
        do throws(Diagnostic) {
            // Tasks may have written it since it was read last.
            call.run.loader.files.forget(path)
            if try call.run.loader.files.isVaulted(path) { result.isSecret = true }
            guard let value = try call.run.loader.files.value(at: path), !value.isNone else { return [:] }
            if let dict = value.mapping { return dict }
        } catch {
            throw IncludeFailure(message: error.briefMessage)
        }
        throw IncludeFailure(message: "\(path) must be stored as a dictionary/hash")
    }

    private static func merged(_ old: Value, _ new: Value) -> Value {
        guard let a = old.mapping, let b = new.mapping else { return new }
        return .dict(ValueDict(a.merging(b) { merged($0, $1) }, mayHoldTemplates: true))
    }

    /// The files of a directory tree that are asked for, directory by directory, sorted.
    private func files(in name: String, _ call: ActionCall) async throws(IncludeFailure) -> [[String]] {
        let base = await root(name, call)
        guard let info = try? await call.run.local.info(base, follow: true) else {
            throw IncludeFailure(message: "\(base) directory does not exist")
        }
        guard info.kind == .directory else { throw IncludeFailure(message: "\(base) is not a directory") }
        do throws(TaskFailure) {
            let filter = try FileFilter(call)
            let depth = Int(try call.number("depth", 0))
            return try await tree(base, depth: depth == 0 ? 64 : depth, call).map { path, names throws(TaskFailure) in
                var found: [String] = []
                for name in names where try filter.takes(name, "\(path)/\(name)") { found.append("\(path)/\(name)") }
                return found
            }
        } catch {
            throw IncludeFailure(message: error.message)
        }
    }

    /// The directories down to `depth` in the order of their paths, each with its files, sorted; links are followed.
    private func tree(_ base: String, depth: Int, _ call: ActionCall) async -> [(path: String, names: [String])] {
        var all: [(path: String, names: [String])] = []
        var level = [base]
        for _ in 0..<depth where !level.isEmpty {
            var next: [String] = []
            for directory in level {
                var names: [String] = []
                for entry in ((try? await call.run.local.list(directory)) ?? []).sorted(by: { $0.name < $1.name }) {
                    let path = "\(directory)/\(entry.name)"
                    let kind = (try? await call.run.local.info(path, follow: true))?.kind ?? entry.info.kind
                    if kind == .directory { next.append(path) } else { names.append(entry.name) }
                }
                all.append((directory, names))
            }
            level = next
        }
        return all.sorted { $0.path < $1.path }
    }

    /// A role's directory is looked for below its `vars`, others beside the file that the task stands in.
    private func root(_ name: String, _ call: ActionCall) async -> String {
        let name = name.hasSuffix("/") ? String(name.dropLast()) : name
        if name.hasPrefix("/") { return name }
        if let role = call.task.role {
            guard name.split(separator: "/").first == "vars" else { return "\(role.path)/vars/\(name)" }
            return "\(role.path)/\(name)"
        }
        guard let file = call.task.span?.file.name, let slash = file.lastIndex(of: "/") else {
            return call.run.loader.files.path(name, in: call.run.loader.files.currentDirectory)
        }
        return file[..<slash] + "/" + name
    }

    /// Which files of a directory count.
    private struct FileFilter {
        let pattern: Regex?
        let ignored: [Regex]
        let extensions: [String]
        let skipsUnknown: Bool

        init(_ call: ActionCall) throws(TaskFailure) {
            func regex(_ text: String) throws(TaskFailure) -> Regex {
                do { return try Regex(text) } catch {
                    throw TaskFailure("Invalid regular expression '\(text)': \(error)")
                }
            }
            pattern = try call.string("files_matching").map { text throws(TaskFailure) in try regex(text) }
            let names =
                call.arguments["ignore_files"]?.sequence?.compactMap(\.text)
                ?? call.string("ignore_files").map { $0.split(separator: " ").map(String.init) } ?? []
            var ignored: [Regex] = []
            for name in names { ignored.append(try regex(name + "$")) }
            self.ignored = ignored
            extensions =
                call.arguments["extensions"]?.sequence?.compactMap(\.text)
                ?? call.string("extensions").map { $0.map(String.init) } ?? ["yaml", "yml", "json"]
            skipsUnknown = try call.bool("ignore_unknown_extensions", false)
        }

        func takes(_ name: String, _ path: String) throws(TaskFailure) -> Bool {
            if let pattern, (try? pattern.search(name)) == nil { return false }
            if ignored.contains(where: { (try? $0.search(name)) != nil }) { return false }
            let stem = name.drop { $0 == "." }
            let suffix = stem.lastIndex(of: ".").map { String(stem[stem.index(after: $0)...]) } ?? ""
            if extensions.contains(suffix) { return true }
            if skipsUnknown { return false }
            throw TaskFailure("\(path) does not have a valid extension: \(extensions.joined(separator: ", "))")
        }
    }
}
