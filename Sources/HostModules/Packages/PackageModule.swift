import Modules
import System
import Values

/// `ansible.builtin.package`: packages by the machine's own manager.
struct PackageModule: Module {
    static let name = "ansible.builtin.package"
    /// What it takes besides goes to the manager's module, so its options are known here too.
    static let arguments = ArgumentSpec(
        [
            Option("name", .list, required: true, elements: .string), Option("state", required: true),
            Option("use", default: "auto"),
        ]
            + AptRequest.spec.options.filter { !["package", "state"].contains($0.name) }.map { option in
                var option = option
                option.default = nil
                return option
            })

    private let given: Dict
    private let manager: String

    init(_ arguments: Arguments) throws(ModuleFailure) {
        manager = arguments.string("use") ?? "auto"
        given = arguments.values.filter { $0.key != "use" && !$0.value.isNone }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        var manager = manager
        if manager == "auto" {
            let identity = try await machine.attempt { base async throws(SystemError) in try await base.identity() }
            manager = await PackageManager.name(on: machine, identity)
        }
        guard let type = Self.module(for: manager) else {
            throw ModuleFailure("Could not find a matching action for the \"\(manager)\" package manager.")
        }
        let arguments = try type.arguments.validate(given, moduleName: type.name).arguments
        return try await type.init(arguments).run(on: system, in: context)
    }

    /// The native module of a package manager's name as `ansible_pkg_mgr` holds it.
    static func module(for manager: String) -> (any Module.Type)? {
        switch manager {
        case "apt", "ansible.builtin.apt": AptModule.self
        case "apk", "community.general.apk": ApkModule.self
        case "pacman", "community.general.pacman": PacmanModule.self
        case "dnf", "yum", "ansible.builtin.dnf": DnfModule.self
        case "dnf5", "ansible.builtin.dnf5": Dnf5Module.self
        default: nil
        }
    }
}
