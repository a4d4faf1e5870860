import Modules
import System
import Values

/// A directory of the controller: its files first, then its directories, then its links, as ansible-core's action
/// goes about it.
struct TreeCopy<Base: System>: Sendable {
    let arguments: Arguments
    let system: Base
    let context: ModuleContext

    init(_ arguments: Arguments, on system: Base, in context: ModuleContext) {
        self.arguments = arguments
        self.system = system
        self.context = context
    }

    func run(_ entries: [Dict]) async throws(ModuleFailure) -> Outcome {
        let given = arguments.string("dest") ?? ""
        let dest = given.hasSuffix("/") ? given : given + "/"
        func of(_ kind: Value) -> [Dict] { entries.filter { $0["kind"] == kind } }
        let all = (files: of("file"), directories: of("directory"), links: of("link"))
        var changed = false
        var last: Outcome?
        for entry in all.files {
            var values = arguments.values
            values["dest"] = .string(dest)
            let path = entry["path"]?.text ?? ""
            values["_original_basename"] = .string(path)
            if let source = arguments.string("_source_path") {
                let base = source.hasSuffix("/") ? source : "\(source.directoryName)/".replacing("//", by: "/")
                values["_source_path"] = .string(base + path)
            }
            if arguments.string("mode") == "preserve" { values["mode"] = entry["mode"] }
            var copy = ContentCopy(Arguments(values), on: system, in: context)
            if !all.directories.isEmpty { copy.follow = false }
            let outcome = try await copy.run(path)
            changed = changed || outcome.changed
            last = outcome
        }
        for entry in all.directories {
            let outcome = try await file(
                entry, dest, ["state": "directory", "mode": arguments["directory_mode"] ?? .none])
            changed = changed || outcome.changed
            last = outcome
        }
        for entry in all.links {
            var values: Dict = ["state": "link", "src": entry["target"] ?? .none, "force": true]
            if !all.directories.isEmpty { values["follow"] = false }
            if arguments.string("mode") == "preserve" { values["mode"] = Value.none }
            let outcome = try await file(entry, dest, values)
            changed = changed || outcome.changed
            last = outcome
        }
        if all.files.count == 1, var last {
            last.values["dest"] = last.values["dest"] ?? last.values["path"]
            return last
        }
        var outcome = Outcome(changed: changed, values: ["dest": .string(dest)])
        outcome.values["src"] = arguments["_source_path"] ?? arguments["src"]
        outcome.describesPath = false
        return outcome
    }

    /// Runs the file module on one entry with the task's own attributes.
    private func file(_ entry: Dict, _ dest: String, _ changes: Dict) async throws(ModuleFailure) -> Outcome {
        let names: Set<Value> = [
            "mode", "owner", "group", "attributes", "seuser", "serole", "selevel", "setype", "unsafe_writes",
        ]
        var values = arguments.values.filter { names.contains($0.key) && !$0.value.isNone }
        values.merge(changes.filter { !$0.value.isNone }) { $1 }
        for (key, value) in changes where value.isNone { values[key] = nil }
        values["path"] = .string(dest + (entry["path"]?.text ?? ""))
        let arguments = try FileModule.arguments.report(on: values).arguments(moduleName: FileModule.name)
        return try await FileModule(arguments).run(on: system, in: context)
    }
}
