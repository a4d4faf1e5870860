import Modules
import System
import Values

/// `ansible.builtin.dnf`, and `yum` which has long been the same: packages of the Fedora family, by dnf and rpm alone.
struct DnfModule: Module {
    static let name = "ansible.builtin.dnf"
    static let aliases = ["ansible.builtin.yum"]
    static let arguments = DnfRequest.spec([
        Option(
            "use_backend", default: "auto", choices: ["auto", "dnf", "yum", "yum4", "dnf4", "dnf5"], aliases: ["use"])
    ])

    private let request: DnfRequest
    private let backend: String

    init(_ arguments: Arguments) throws(ModuleFailure) {
        request = try DnfRequest(arguments)
        backend = arguments.string("use_backend") ?? "auto"
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await DnfJob(
            machine: await Machine.inParsableLocale(system), request: request, names: programs, context: context
        ).run()
    }

    private var programs: [String] {
        switch backend {
        case "dnf5": ["dnf5"]
        case "dnf4", "yum4": ["dnf-3", "dnf"]
        default: ["dnf", "dnf5", "yum"]
        }
    }
}

/// `ansible.builtin.dnf5`: the same by the fifth generation of the program.
struct Dnf5Module: Module {
    static let name = "ansible.builtin.dnf5"
    /// The Python package that its option would install is not needed here.
    static let arguments = DnfRequest.spec([Option("auto_install_module_deps", .bool, default: true)])

    private let request: DnfRequest

    init(_ arguments: Arguments) throws(ModuleFailure) { request = try DnfRequest(arguments) }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await DnfJob(
            machine: await Machine.inParsableLocale(system), request: request, names: ["dnf5"], context: context
        ).run()
    }
}
