import Modules
import System
import Values

/// `ansible.builtin.package_facts`: installed packages.
struct PackageFactsModule: Module {
    static let name = "ansible.builtin.package_facts"
    static let arguments = ArgumentSpec([
        Option("manager", .list, default: ["auto"], elements: .string),
        Option("strategy", default: "first", choices: ["first", "all"]),
    ])

    private let managers: [PackageLister]
    private let requested: [String]
    private let wantsAll: Bool

    private static let aliases = ["dnf": "rpm", "dnf5": "rpm", "yum": "rpm", "zypper": "rpm"]

    init(_ arguments: Arguments) throws(ModuleFailure) {
        requested = (arguments.strings("manager") ?? ["auto"]).map { $0.lowercased() }
        wantsAll = arguments.string("strategy") == "all"
        var names = requested.filter { $0 != "auto" }
        if requested.contains("auto") { names += PackageLister.allCases.map(\.rawValue) }
        var managers: [PackageLister] = []
        for name in names {
            guard let manager = PackageLister(rawValue: Self.aliases[name] ?? name) else {
                throw ModuleFailure("Unsupported package managers requested: \(name)")
            }
            if !managers.contains(manager) { managers.append(manager) }
        }
        self.managers = managers
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = await Machine.inParsableLocale(system)
        var packages: [String: [Value]] = [:]
        var isFound = false
        var warnings: [String] = []
        for manager in managers where wantsAll || !isFound {
            var found: [(name: String, facts: Dict)] = []
            if let program = await manager.missingProgram(machine) {
                if requested.contains(manager.rawValue) {
                    warnings.append(
                        "Requested package manager \(manager.rawValue) was not usable by this module: "
                            + "Failed to find required executable \"\(program)\"")
                }
                continue
            }
            do { found = try await manager.list(machine) } catch {
                warnings.append("Failed to retrieve packages with \(manager.rawValue): \(error.message)")
            }
            if found.isEmpty {
                warnings.append("Found \"\(manager.rawValue)\" but no associated packages")
                continue
            }
            isFound = true
            for (name, facts) in found {
                var entry = facts
                entry["source"] = .string(manager.rawValue)
                packages[name, default: []].append(.dict(entry))
            }
        }
        guard isFound else {
            let names = managers.map { "'\($0.rawValue)'" }.joined(separator: ", ")
            throw ModuleFailure(
                "Could not detect a supported package manager from the following list: [\(names)], "
                    + "or the required Python library is not installed. Check warnings for details.",
                values: warnings.isEmpty ? [:] : ["warnings": .texts(warnings)])
        }
        var facts: Dict = [:]
        for (name, entries) in packages.sorted(by: { $0.key < $1.key }) { facts[.string(name)] = .list(entries) }
        return Outcome(warnings: warnings, facts: ["packages": .dict(facts)])
    }
}
