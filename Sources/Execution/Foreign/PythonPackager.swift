import Diagnostics
import Playbook
import Synchronization
import System
import Values

/// Packs Python modules with what they import; each module once a run.
final class PythonPackager: Sendable {
    /// A module's code as it travels: what nearly all modules need, and the rest.
    struct Package: Sendable {
        var module: String
        var base: Content
        var own: Content
    }

    private struct Base: Sendable {
        var files: [String: [UInt8]]
        var content: Content
    }

    private struct Memory {
        var packages: [String: Package] = [:]
        var bases: [[String]: Base] = [:]
    }

    private let plugins: PluginPaths
    private let version: String
    private let memory = Mutex(Memory())

    init(_ plugins: PluginPaths, version: String) {
        self.plugins = plugins
        self.version = version
    }

    /// The package of a module whose result comes in `profile`.
    func package(_ file: ModuleFile, profile: String, run: RunContext) throws(TaskFailure) -> Package {
        let utils = ModuleUtils(plugins)
        let key = ([file.path, profile] + utils.directories).joined(separator: "\n")
        if let known = memory.withLock({ $0.packages[key] }) { return known }
        let read = { (path: String) in run.content(of: path) }
        let base = try self.base(utils, read)
        let module = file.pythonName(corePackage: plugins.corePackage)
        var closure = PythonClosure(utils, read: read)
        try closure.add(importsOf: file.content, name: module)
        if profile != "legacy" { try closure.add(Self.profiles(profile), for: module) }
        var files = closure.files.filter { base.files[$0.key] != $0.value }
        let parts = module.split(separator: ".").map(String.init)
        files[parts.joined(separator: "/") + ".py"] = file.content
        for count in (parts[0] == "ansible" ? 2 : 1)..<max(2, parts.count) {
            let place = parts[..<count].joined(separator: "/") + "/__init__.py"
            if files[place] == nil { files[place] = [] }
        }
        let package = Package(module: module, base: base.content, own: Self.bundle(files))
        memory.withLock { $0.packages[key] = package }
        return package
    }

    private static func profiles(_ name: String) -> [String] {
        ["c2m", "m2c"].map { "ansible.module_utils._internal._json._profiles._module_\(name)_\($0)" }
    }

    /// What runs a module, and `basic` with all that it imports.
    private func base(_ utils: ModuleUtils, _ read: @escaping (String) -> [UInt8]?) throws(TaskFailure) -> Base {
        if let known = memory.withLock({ $0.bases[utils.directories] }) { return known }
        guard utils.find(["ansible", "module_utils", "basic"], isAmbiguous: false) != nil else {
            throw TaskFailure(
                Diagnostic(
                    "The module needs ansible.module_utils, and there is no ansible-core library on this machine.",
                    help: "Install ansible-core for a Python in PATH, or let PYTHONPATH name the directory of its "
                        + "package."))
        }
        var closure = PythonClosure(utils, read: read)
        try closure.add(["ansible.module_utils.basic"], for: "ansible.module_utils.basic")
        // Libraries before 2.19 have none of these.
        try closure.add(
            ["ansible.module_utils._internal._ansiballz._loader"] + Self.profiles("legacy"),
            for: "ansible.module_utils.basic", areOptional: true)
        let extend = "from pkgutil import extend_path\n__path__ = extend_path(__path__, __name__)\n"
        var files = closure.files
        files["ansible/__init__.py"] = Array(
            (extend + "__version__ = '\(version)'\n__author__ = 'Ansible, Inc.'\n").utf8)
        files["ansible/module_utils/__init__.py"] = Array(extend.utf8)
        let base = Base(files: files, content: Self.bundle(files))
        memory.withLock { $0.bases[utils.directories] = base }
        return base
    }

    private static func bundle(_ files: [String: [UInt8]]) -> Content {
        var bundle = FileBundle()
        for place in files.keys.sorted() { bundle.add(place, files[place] ?? []) }
        return Content(bundle.bytes)
    }
}
