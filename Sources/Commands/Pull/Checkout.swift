import Glibc

/// A directory that a repository was checked out to.
struct Checkout {
    let directory: String
    let machine: Machine
    let world: World

    /// The paths of those playbooks, or of the one that is for this machine. Throws where there is none.
    func playbooks(_ names: [String]) throws(OptionsError) -> [String] {
        let isChosen = !names.isEmpty
        let names =
            isChosen ? names : [machine.fullName + ".yml", Machine.short(machine.fullName) + ".yml", "local.yml"]
        var found: [String] = []
        var complaints: [String] = []
        for name in names {
            let path = name.hasPrefix("/") ? name : "\(directory)/\(name)"
            if access(path, F_OK) != 0 {
                complaints.append("\(path): File does not exist")
            } else if access(path, R_OK) != 0 {
                complaints.append("\(path): File is not readable")
            } else {
                found.append(path)
                if !isChosen { return found }
            }
        }
        if !complaints.isEmpty { world.warn(complaints.joined(separator: "\n")) }
        guard isChosen, complaints.isEmpty else { throw OptionsError("Could not find a playbook to run.") }
        return found
    }
}
