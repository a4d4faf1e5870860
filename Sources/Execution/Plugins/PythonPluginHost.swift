import Diagnostics
import Loading
import Playbook
import Synchronization
import Templating
import Values

/// Filters, tests and lookups written in Python: found beside playbooks, in roles, in configured directories and in
/// collections, and run by one interpreter on the controller that starts when the first of them is named.
///
/// What they return is data; nothing of it is ever rendered.
final class PythonPluginHost: Sendable {
    private struct State {
        /// Directories whose plugins have been loaded.
        var loaded: Set<String> = []
        var names: Set<String> = []
        /// The code of directories of plugins.
        var texts: [String: String] = [:]
    }

    let plugins: PluginPaths
    private let interpreter: PythonInterpreter
    private let state = Mutex(State())
    private let report: @Sendable (Diagnostic) -> Void

    /// - Parameter report: takes what is wrong with files of plugins that may not be meant.
    init(
        _ plugins: PluginPaths, environment: [String: String], report: @escaping @Sendable (Diagnostic) -> Void
    ) {
        self.plugins = plugins
        self.report = report
        interpreter = PythonInterpreter(plugins, environment: environment)
    }

    /// Whether there is a filter or a test of that name; loads the plugins of its kind where that has to be known.
    func has(_ name: String, _ kind: PluginPaths.Kind) throws(ValueError) -> Bool {
        let places = directories(of: name, kind)
        guard !places.isEmpty else { return false }
        let result: Result<Bool, ValueError> = state.withLock { state in
            do throws(ValueError) {
                for place in places where state.loaded.insert("\(kind.rawValue) \(place.path)").inserted {
                    try load(place, kind, &state)
                }
            } catch {
                return .failure(error)
            }
            return .success(state.names.contains("\(kind.rawValue) \(name)"))
        }
        return try result.get()
    }

    /// Whether a filter or a test beside playbooks, in roles or in configured directories may bear this name, by the texts
    /// of their files: nothing is run to find that out.
    func mayOverride(_ name: String, _ kind: PluginPaths.Kind) -> Bool {
        guard !name.contains(".") else { return false }
        let directories = plugins.directories(kind)
        guard !directories.isEmpty else { return false }
        return state.withLock { state in
            directories.contains { directory in
                let text = state.texts["\(kind.rawValue) \(directory)"] ?? self.text(of: directory)
                state.texts["\(kind.rawValue) \(directory)"] = text
                return text.contains("'\(name)'") || text.contains("\"\(name)\"") || text.contains("\(name)=")
            }
        }
    }

    private func text(of directory: String) -> String {
        plugins.files.names(in: directory).filter { $0.hasSuffix(".py") }
            .map { String(decoding: plugins.files.content(of: "\(directory)/\($0)") ?? [], as: UTF8.self) }
            .joined(separator: "\n")
    }

    /// Calls a filter or a test.
    func call(
        _ name: String, _ kind: PluginPaths.Kind, _ positional: [Value], _ keywords: Dict
    ) throws(ValueError) -> Value {
        try interpreter.ask([
            "do": "call", "kind": .string(kind.inCollections), "name": .string(name), "positional": .list(positional),
            "keywords": .dict(keywords),
        ])["value"] ?? .none
    }

    /// What the lookup whose file is `path` finds.
    func lookup(
        _ name: String, at path: String, terms: [Value], options: Dict, variables: Dict, basedir: String
    ) throws(ValueError) -> [Value] {
        let answer = try interpreter.ask([
            "do": "lookup", "name": .string(name), "path": .string(path),
            "module": .string(PluginModuleName.of(name, .lookup)),
            "terms": .list(terms.map(UndefinedMark.marked)),
            "options": .dict(options.mapValues(UndefinedMark.marked)), "variables": .dict(variables),
            "basedir": .string(basedir),
        ])
        return (answer["value"]?.sequence ?? []).map(UndefinedMark.unmarked)
    }

    // MARK: Loading

    private struct Place {
        var path: String
        var prefix: String
        /// The Python package of its files.
        var package: String
    }

    private func directories(of name: String, _ kind: PluginPaths.Kind) -> [Place] {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count > 1 else {
            return plugins.directories(kind).map {
                Place(path: $0, prefix: "", package: "ansible.plugins.\(kind.inCollections)")
            }
        }
        guard parts.count > 2 else { return [] }
        let collection = "\(parts[0]).\(parts[1])"
        return plugins.collectionRoots.map { root in
            Place(
                path: "\(root)/ansible_collections/\(parts[0])/\(parts[1])/plugins/\(kind.inCollections)",
                prefix: collection + ".", package: PluginModuleName.package(ofCollection: collection, kind))
        }.filter { plugins.files.isDirectory($0.path) }
    }

    private func load(_ place: Place, _ kind: PluginPaths.Kind, _ state: inout State) throws(ValueError) {
        let files = plugins.files.names(in: place.path).filter { $0.hasSuffix(".py") && $0 != "__init__.py" }
        guard !files.isEmpty else { return }
        let entries = files.map { file -> Value in
            let name = String(file.dropLast(3))
            // Two files of one name are two Python modules.
            let unique = place.prefix.isEmpty ? "\(name)_\(abs(place.path.hashValue))" : name
            return [
                "path": .string("\(place.path)/\(file)"), "prefix": .string(place.prefix),
                "module": .string("\(place.package).\(unique)"),
            ]
        }
        let answer = try interpreter.ask(
            ["do": "names", "kind": .string(kind.inCollections), "files": .list(entries)])
        for name in answer["names"]?.sequence ?? [] { state.names.insert("\(kind.rawValue) \(name.text ?? "")") }
        let problems = (answer["problems"]?.sequence ?? []).compactMap(\.sequence).filter { $0.count == 2 }
        if !place.prefix.isEmpty {
            for problem in problems {
                let name = (problem[0].text ?? "").split(separator: "/").last?.dropLast(3) ?? ""
                report(
                    Diagnostic(
                        "Skipping \(kind.inCollections) plugins in \(place.prefix)\(name)'; an error occurred while loading: "
                            + (problem[1].text ?? ""), severity: .warning))
            }
        }
        if let problem = problems.first, state.names.isEmpty {
            throw ValueError(
                .value, "The plugin \(problem[0].text ?? "") could not be loaded: \(problem[1].text ?? "")")
        }
    }
}
