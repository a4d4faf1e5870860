import Diagnostics
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
            throw TaskFailure("\(name) is not a valid option in include_vars")
        }
        let forFile = given.contains { ["file", "_raw_params"].contains($0) }
        if forFile, given.contains(where: Self.directoryOptions.contains) {
            throw TaskFailure("You are mixing file only and dir only arguments, these are incompatible")
        }
        var files: [String] = []
        var values: Dict = [:]
        if let directory = call.string("dir") {
            files = try await self.files(in: directory, call)
        } else if let name = call.string("file") ?? call.string("_raw_params").map(trimmed) {
            files = [try await ControllerFile(call).find(name, kind: "vars").path]
        }
        do throws(Diagnostic) {
            for file in files { merge(try contents(file, call), into: &values, call) }
        } catch {
            return .result([
                "failed": true, "message": .string(error.briefMessage), "ansible_facts": .dict([:]),
                "ansible_included_var_files": .list(files.map { .string($0) }),
            ])
        }
        if let name = call.string("name") { values = [.string(name): .dict(ValueDict(values, mayHoldTemplates: true))] }
        return .result([
            "ansible_facts": .dict(ValueDict(values, mayHoldTemplates: true)),
            "ansible_included_var_files": .list(files.map { .string($0) }), "changed": false,
        ])
    }

    private func contents(_ path: String, _ call: ActionCall) throws(Diagnostic) -> Dict {
        guard let value = try call.run.loader.files.value(at: path), !value.isNone else { return [:] }
        guard let dict = value.mapping else {
            throw Diagnostic("\(path) must be stored as a dictionary/hash")
        }
        return dict
    }

    private func merge(_ new: Dict, into values: inout Dict, _ call: ActionCall) {
        guard call.string("hash_behaviour") == "merge" else { return values.merge(new) { $1 } }
        values.merge(new) { old, new in Self.merged(old, new) }
    }

    private static func merged(_ old: Value, _ new: Value) -> Value {
        guard let a = old.mapping, let b = new.mapping else { return new }
        return .dict(ValueDict(a.merging(b) { merged($0, $1) }, mayHoldTemplates: true))
    }

    /// The files of a directory tree that are asked for, directory by directory, sorted.
    private func files(in name: String, _ call: ActionCall) async throws(TaskFailure) -> [String] {
        let base = name.hasPrefix("/") ? name : root(of: call) + "/" + name
        guard let info = try? await call.run.local.info(base, follow: true) else {
            throw TaskFailure("\(base) directory does not exist")
        }
        guard info.kind == .directory else { throw TaskFailure("\(base) is not a directory") }
        let filter = try FileFilter(call)
        let depth = Int(try call.number("depth", 0))
        var found: [String] = []
        var level = [base]
        var current = 1
        while !level.isEmpty, depth == 0 || current <= depth {
            var next: [String] = []
            for directory in level {
                let entries = ((try? await call.run.local.list(directory)) ?? []).sorted { $0.name < $1.name }
                for entry in entries {
                    let path = "\(directory)/\(entry.name)"
                    let kind = (try? await call.run.local.info(path, follow: true))?.kind ?? entry.info.kind
                    if kind == .directory {
                        next.append(path)
                    } else if try filter.takes(entry.name, path) {
                        found.append(path)
                    }
                }
            }
            level = next
            current += 1
        }
        return found
    }

    private func root(of call: ActionCall) -> String {
        if let role = call.task.role { return role.path + "/vars" }
        guard let file = call.task.span?.file.name, let slash = file.lastIndex(of: "/") else {
            return call.searchPath.last ?? "."
        }
        return String(file[..<slash])
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
                ?? call.string("extensions").map { [$0] } ?? ["yaml", "yml", "json"]
            skipsUnknown = try call.bool("ignore_unknown_extensions", false)
        }

        func takes(_ name: String, _ path: String) throws(TaskFailure) -> Bool {
            if let pattern, (try? pattern.search(name)) == nil { return false }
            if ignored.contains(where: { (try? $0.search(name)) != nil }) { return false }
            let suffix = name.contains(".") ? String(name.split(separator: ".").last ?? "") : ""
            if extensions.contains(suffix) { return true }
            if skipsUnknown { return false }
            throw TaskFailure("\(path) does not have a valid extension: \(extensions.joined(separator: ", "))")
        }
    }
}
