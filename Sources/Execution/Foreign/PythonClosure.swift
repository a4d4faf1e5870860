import Diagnostics
import Playbook
import Values

/// All the Python files that a module needs from `ansible.module_utils` and from collections.
struct PythonClosure {
    /// By place in the module's files.
    private(set) var files: [String: [UInt8]] = [:]
    private var known: Set<[String]> = [["ansible"], ["ansible", "module_utils"]]
    private let utils: ModuleUtils
    private let read: (_ path: String) -> [UInt8]?

    private struct Entry {
        var name: [String]
        var isAmbiguous: Bool
        var isOptional: Bool
    }

    init(_ utils: ModuleUtils, read: @escaping (_ path: String) -> [UInt8]?) {
        self.utils = utils
        self.read = read
    }

    /// Adds modules by their names; those that are optional only where they are found.
    mutating func add(_ names: [String], for module: String, areOptional: Bool = false) throws(TaskFailure) {
        let entries = names.map { name in
            Entry(
                name: name.split(separator: ".").map(String.init), isAmbiguous: false, isOptional: areOptional)
        }
        try add(entries, for: module)
    }

    /// Adds what the code of `name` imports.
    mutating func add(importsOf code: [UInt8], name: String, isPackage: Bool = false) throws(TaskFailure) {
        try add(entries(code, name.split(separator: ".").map(String.init), isPackage: isPackage), for: name)
    }

    private mutating func add(_ entries: [Entry], for module: String) throws(TaskFailure) {
        var waiting = entries
        while let entry = waiting.popLast() {
            guard !known.contains(entry.name) else { continue }
            guard let found = utils.find(entry.name, isAmbiguous: entry.isAmbiguous) else {
                if entry.isOptional { continue }
                let looked = ModuleUtils.candidates(entry.name, isAmbiguous: entry.isAmbiguous)
                let list = looked.map { "'\($0.joined(separator: "."))'" }.joined(separator: ", ")
                throw TaskFailure(
                    Diagnostic("Could not find imported module support code for \(module). Looked for ([\(list)])"))
            }
            guard known.insert(found.name).inserted else { continue }
            var code: [UInt8] = []
            if let path = found.path {
                guard let content = read(path) else { throw TaskFailure(Diagnostic("Could not read '\(path)'")) }
                code = content
            }
            files[found.place] = code
            waiting += self.entries(code, found.name, isPackage: found.isPackage)
            for count in 1..<max(2, found.name.count) {
                let package = Array(found.name[..<count])
                if !known.contains(package) {
                    waiting.append(Entry(name: package, isAmbiguous: false, isOptional: entry.isOptional))
                }
            }
        }
    }

    private func entries(_ code: [UInt8], _ name: [String], isPackage: Bool) -> [Entry] {
        var entries: [Entry] = []
        for statement in PythonImports(code).statements {
            guard let names = statement.names else {
                guard Self.isShared(statement.module, isWhole: true) else { continue }
                entries.append(Entry(name: statement.module, isAmbiguous: true, isOptional: statement.isOptional))
                continue
            }
            var module = statement.module
            if statement.level > 0 {
                let dropped = isPackage ? statement.level - 1 : statement.level
                guard dropped < name.count else { continue }
                module = name.dropLast(dropped) + module
            }
            guard Self.isShared(module, isWhole: false) else { continue }
            for imported in names where imported != "*" {
                entries.append(Entry(name: module + [imported], isAmbiguous: true, isOptional: statement.isOptional))
            }
            if names == ["*"] {
                entries.append(Entry(name: module, isAmbiguous: false, isOptional: statement.isOptional))
            }
        }
        return entries
    }

    /// Whether a name belongs to what modules share. `isWhole`: it is the whole name, not what `from` names.
    private static func isShared(_ name: [String], isWhole: Bool) -> Bool {
        if name.first == "ansible" { return name.count > (isWhole ? 2 : 1) && name[1] == "module_utils" }
        guard name.first == "ansible_collections" else { return false }
        return isWhole || name.count >= 5 && name[3] == "plugins" && name[4] == "module_utils"
    }
}
