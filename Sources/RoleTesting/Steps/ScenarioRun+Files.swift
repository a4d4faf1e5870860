import Diagnostics
import Glibc
import Values

extension ScenarioRun {
    /// Writes the files that playbooks and other programs read, where they are not as they should be.
    func prepareFiles() throws(Diagnostic) {
        let place = scenario.place
        try place.make()
        try place.write(try Value.dict(scenario.config.data).yamlFile(), to: place.configFile)
        try place.write(
            AnsibleConfig(options: try scenario.config.dict("ansible", "cfg")).text, to: place.ansibleConfig)
        if !Disk.exists(place.stateFile) { writeState() }
        try writeInventory()
    }

    /// Writes the inventory as it follows from the hosts that there are.
    func writeInventory() throws(Diagnostic) {
        let inventory = ScenarioInventory(
            platforms: platforms, variables: try hostVariables(),
            connectionOptions: try scenario.config.dict("provisioner", "connection_options"))
        try scenario.place.write(
            try Value.dict(inventory.data).yamlFile(), to: scenario.place.inventoryFile)
        try writeVariables()
    }

    private func hostVariables() throws(Diagnostic) -> [String: Dict] {
        switch choice {
        case .managed:
            let file = try InstanceConfig(file: scenario.place.instanceConfig)
            let given = try scenario.config.texts("driver", "ssh_connection_options")
            let common = scenario.config.text(
                "driver", "options", "ansible_connection_options", "ansible_ssh_common_args")
            let options = given.isEmpty ? InstanceConfig.sshOptions + (common.map { [$0] } ?? []) : given
            return Dictionary(
                uniqueKeysWithValues: platforms.map { ($0.name, file.variables(of: $0.name, sshOptions: options)) })
        case .unmanaged(let options), .playbooks(let options):
            return Dictionary(uniqueKeysWithValues: platforms.map { ($0.name, options) })
        case .driver(let driver):
            let known = access.isEmpty ? try driver.access(to: platforms) : access
            return Dictionary(known.map { ($0.platform, $0.variables) }) { $1 }
        }
    }

    /// `hosts`, `host_vars` and `group_vars` beside the inventory file: written, or links to the author's.
    private func writeVariables() throws(Diagnostic) {
        let directory = scenario.place.inventoryDirectory
        let links = try scenario.config.dict("provisioner", "inventory", "links")
        var wanted: [String: String] = [:]
        if links.isEmpty {
            let hosts = try scenario.config.dict("provisioner", "inventory", "hosts")
            if !hosts.isEmpty { wanted["hosts"] = try Value.dict(hosts).yamlFile() }
            for kind in ["host_vars", "group_vars"] {
                for (name, content) in try scenario.config.dict("provisioner", "inventory", kind) {
                    wanted["\(kind)/\(name.plainText)"] = try content.yamlFile()
                }
            }
        }
        for kind in ["hosts", "host_vars", "group_vars"] {
            let path = directory + "/" + kind
            let link = links[.string(kind)]?.plainText
            if let link {
                let source = scenario.path(link)
                guard Disk.exists(source) else { throw Diagnostic("The source path '\(source)' does not exist.") }
                if Disk.isLink(path), Disk.real(path) == Disk.real(source) { continue }
                Disk.remove(path)
                guard symlink(source, path) == 0 else { throw Disk.failure("cannot link \(path)") }
                continue
            }
            if Disk.isLink(path) { Disk.remove(path) }
            if wanted[kind] == nil, !wanted.keys.contains(where: { $0.hasPrefix(kind + "/") }) { Disk.remove(path) }
            for name in Disk.isDirectory(path) ? Disk.names(in: path) : [] where wanted["\(kind)/\(name)"] == nil {
                Disk.remove(path + "/" + name)
            }
        }
        for (name, text) in wanted {
            let path = directory + "/" + name
            try Disk.makeDirectory(FilePath.parent(path))
            try scenario.place.write(text, to: path)
        }
    }
}
