import Modules
import System
import Values

/// `ansible.builtin.hostname`: the machine's name, now and after a restart.
struct HostnameModule: Module {
    static let name = "ansible.builtin.hostname"
    static let arguments = ArgumentSpec(
        [
            Option("name", required: true),
            Option(
                "use",
                choices: [
                    "alpine", "debian", "freebsd", "generic", "macos", "macosx", "darwin", "openbsd", "openrc",
                    "redhat",
                    "sles", "solaris", "systemd",
                ]),
        ], operands: ["name"])

    private let name: String
    private let use: String?

    init(_ arguments: Arguments) throws(ModuleFailure) {
        name = arguments.string("name") ?? ""
        use = arguments.string("use")
        if let use, ["freebsd", "generic", "macos", "macosx", "darwin", "openbsd", "solaris"].contains(use) {
            throw ModuleFailure("the strategy '\(use)' of hostname is not for Linux")
        }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let identity = try await machine.attempt { base async throws(SystemError) in try await base.identity() }
        let strategy = try await strategy(machine, identity)
        let current = try await strategy.current(machine)
        let permanent = try await strategy.permanent(machine)
        let changesPermanent = permanent != name
        // A strategy that knows no current name of its own takes the permanent one for it.
        let changesCurrent = current != name
        if !context.check {
            if changesPermanent { try await strategy.setPermanent(name, machine) }
            if changesCurrent { try await strategy.setCurrent(name, machine) }
        }
        var outcome = Outcome(changed: changesPermanent || changesCurrent, values: ["name": .string(name)])
        let node = (try? await system.identity())?.node ?? identity.node
        let full = await HostNames(machine: machine, node: node).fullName()
        outcome.facts = [
            "ansible_hostname": .string(name.cut(at: ".")?.before ?? name), "ansible_nodename": .string(name),
            "ansible_fqdn": .string(full), "ansible_domain": .string(full.cut(at: ".")?.after ?? ""),
        ]
        if outcome.changed {
            let before = changesCurrent ? current : permanent
            outcome.diff = [Diff(before: .string("hostname = \(before)\n"), after: .string("hostname = \(name)\n"))]
        }
        return outcome
    }

    private func strategy(
        _ machine: Machine<some System>, _ identity: Identity
    ) async throws(ModuleFailure) -> HostnameStrategy {
        if let use { return use == "debian" ? .systemd : HostnameStrategy(rawValue: use) ?? .systemd }
        if await machine.find("systemctl") != nil, await ServiceManager.isSystemdRunning(machine) { return .systemd }
        let distribution = await OSRelease(machine).distribution(machine)
        guard let strategy = HostnameStrategy.byDistribution[distribution.name] else {
            throw ModuleFailure(
                "hostname module cannot be used on platform \(identity.kernel) (\(distribution.name))")
        }
        return strategy
    }
}
