import Diagnostics
import Values

/// How the hosts of a scenario are made.
enum DriverChoice {
    /// By the author's playbooks; the inventory comes from instance_config.yml.
    case managed
    /// They are there already; the scenario file says how they are reached.
    case unmanaged(Dict)
    /// By a driver of this program.
    case driver(any Driver)
    /// By the author's playbooks, for hosts of a kind that this program makes as well.
    case playbooks(connection: Dict)

    /// Whether hosts of this program's own are there: they end with the machine, or with a run that was interrupted. Of hosts
    /// that others make it is not known here.
    func isThere(_ platforms: [Platform]) -> Bool {
        guard case .driver(let driver) = self, !platforms.isEmpty else { return true }
        return !((try? driver.access(to: platforms)) ?? []).isEmpty
    }

    static let names = [
        "azure", "containers", "default", "docker", "ec2", "gce", "host", "openstack", "podman", "vagrant",
    ]
}

/// Chooses the driver of a scenario.
struct DriverSelection {
    let scenario: Scenario
    let name: String
    let note: @Sendable (String) -> Void

    /// Throws where the scenario's driver is none of ours.
    func choice() throws(Diagnostic) -> DriverChoice {
        switch name {
        case "default", "delegated":
            let options = try scenario.config.dict("driver", "options")
            guard options["managed"]?.isTrue ?? true else {
                return .unmanaged(options.dict("ansible_connection_options"))
            }
            return .managed
        case "vagrant" where scenario.playbook("create") != nil:
            // Its machines are reached by SSH, as the playbook writes down.
            return .managed
        case "docker", "podman", "containers", "vagrant", "host":
            if scenario.playbook("create") != nil, name != "host" {
                return .playbooks(connection: Self.connection(name))
            }
            return .driver(try DriverFactory(scenario: scenario, name: name, note: note).driver())
        default:
            if scenario.playbook("create") != nil { return .managed }
            throw Diagnostic("driver '\(name)' of scenario '\(scenario.label)' needs molecule itself")
        }
    }

    /// The connection of hosts that containers of this kind are.
    static func connection(_ name: String) -> Dict {
        ["ansible_connection": name == "podman" ? "podman" : "community.docker.docker"]
    }
}
