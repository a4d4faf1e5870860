import Modules
import System
import Values

/// `ansible.builtin.service_facts`: every service and its state.
struct ServiceFactsModule: Module {
    static let name = "ansible.builtin.service_facts"
    static let arguments = ArgumentSpec([])

    init(_ arguments: Arguments) throws(ModuleFailure) {}

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = await Machine.inParsableLocale(system)
        var scan = ServiceScan()
        await scan.classic(machine)
        if await machine.find("systemctl") != nil, await ServiceManager.isSystemdRunning(machine) {
            await scan.systemd(machine)
        }
        guard !scan.services.isEmpty else {
            return Outcome(
                message:
                    "Failed to find any services. This can be due to privileges or some other configuration issue.",
                values: ["skipped": true], warnings: scan.warnings)
        }
        return Outcome(warnings: scan.warnings, facts: ["services": .dict(scan.services)])
    }
}
