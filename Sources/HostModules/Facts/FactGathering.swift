import Modules
import System
import Values

/// What a collector found, without the prefix.
struct GatheredFacts: Sendable {
    var facts: Dict = [:]
    var warnings: [String] = []
}

/// One look at a machine: what all collectors share.
struct FactGathering<Base: System>: Sendable {
    let machine: Machine<Base>
    let identity: Identity
    let environment: [String: String]
    let factPath: String
    /// Seconds that a slow mount may take.
    let timeout: Int
    /// Asked once, for two collectors.
    let python: Task<PythonInterpreter?, Never>

    func gather(_ collector: FactCollector) async -> GatheredFacts {
        switch collector {
        case .platform: GatheredFacts(facts: await platform())
        case .distribution: GatheredFacts(facts: await Distribution.read(machine, identity).facts)
        case .lsb: GatheredFacts(facts: ["lsb": .dict(await lsb())])
        case .selinux: GatheredFacts(facts: await selinux())
        case .apparmor: GatheredFacts(facts: ["apparmor": ["status": await appArmorStatus()]])
        case .chroot: GatheredFacts(facts: ["is_chroot": .bool(await Chroot.isInside(machine, environment))])
        case .fips: GatheredFacts(facts: ["fips": .bool(await machine.word("/proc/sys/crypto/fips_enabled") == "1")])
        case .python: GatheredFacts(facts: await pythonFacts())
        case .caps: GatheredFacts(facts: await capabilities())
        case .packageManager:
            GatheredFacts(facts: ["pkg_mgr": .string(await PackageManager.name(on: machine, identity))])
        case .serviceManager:
            GatheredFacts(facts: ["service_mgr": .string(await ServiceManager.name(on: machine, identity))])
        case .commandLine: GatheredFacts(facts: await commandLine())
        case .dateTime: GatheredFacts(facts: ["date_time": .dict(await dateTime())])
        case .env: GatheredFacts(facts: ["env": .dict(env())])
        case .loadavg: GatheredFacts(facts: await loadAverage())
        case .sshKeys: GatheredFacts(facts: await sshKeys())
        case .user: GatheredFacts(facts: await user())
        case .systemd: GatheredFacts(facts: await systemd())
        case .virtual: GatheredFacts(facts: await VirtualizationFacts.gather(machine))
        case .hardware: await hardware()
        case .dns: GatheredFacts(facts: ["dns": .dict(await dns())])
        case .fibreChannel: GatheredFacts(facts: ["fibre_channel_wwn": .list(await fibreChannelNames())])
        case .network: GatheredFacts(facts: await NetworkFacts.gather(machine))
        case .iscsi: GatheredFacts(facts: ["iscsi_iqn": .string(await iscsiName())])
        case .nvme: GatheredFacts(facts: ["hostnqn": .string(await nvmeName())])
        case .local: await LocalFacts(directory: factPath).gather(machine)
        case .facter: await ForeignFacts.facter.gather(machine)
        case .ohai: await ForeignFacts.ohai.gather(machine)
        }
    }
}
