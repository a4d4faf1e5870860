import Diagnostics
import Glibc
import System
import Values

/// Where a scenario keeps what belongs to its hosts and to the programs that look at them.
///
/// Source: Molecule's ephemeral directory. Its name has a hash of the project's whole path here, so that two checkouts
/// never meet.
final class EphemeralDirectory: Sendable {
    let path: String
    /// Short and unique to the scenario and the checkout; begins with a letter, as names of hosts do.
    let identity: String

    init(project: Project, scenario: String, isShared: Bool) {
        let real = Disk.real(project.directory) ?? project.directory
        let hash = Self.hash(real)
        let name = "molecule.\(hash)" + (isShared ? "" : "." + scenario.replacing("/", with: "--"))
        if let given = project.environment["MOLECULE_EPHEMERAL_DIRECTORY"] {
            path = FilePath.absolute(given, in: project.directory)
            identity = "t\(Self.hash(path))-\(Self.hash(scenario))"
        } else {
            path = "\(project.ansibleHome)/tmp/\(name)"
            identity = "t\(hash)-\(Self.hash(isShared ? "" : scenario))"
        }
    }

    /// Four letters of the hash, fit for file names.
    static func hash(_ text: String) -> String {
        let hex = Digest.hex(.sha256, Array(text.utf8)).prefix(12)
        let bytes = stride(from: 0, to: 12, by: 2).compactMap { offset -> UInt8? in
            let start = hex.index(hex.startIndex, offsetBy: offset)
            return UInt8(hex[start..<hex.index(start, offsetBy: 2)], radix: 16)
        }
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let bits = bytes.prefix(3).reduce(0) { $0 << 8 | Int($1) }
        return String([18, 12, 6, 0].map { letters[bits >> $0 & 63] })
    }

    var configFile: String { path + "/molecule.yml" }
    var ansibleConfig: String { path + "/ansible.cfg" }
    var stateFile: String { path + "/state.yml" }
    var inventoryDirectory: String { path + "/inventory" }
    var inventoryFile: String { path + "/inventory/ansible_inventory.yml" }
    var instanceConfig: String { path + "/instance_config.yml" }

    func make() throws(Diagnostic) { try Disk.makeDirectory(inventoryDirectory) }

    /// Writes a file of ours where its content differs.
    func write(_ text: String, to path: String) throws(Diagnostic) {
        let text = Self.header + text
        guard Disk.text(path) != text else { return }
        try make()
        try Disk.write(text, to: path)
    }

    static let header = "# Molecule managed\n\n"

    /// Removes all files but the state, ansible.cfg, the inventory file and those that match `safe`.
    func prune(keeping safe: [String]) {
        let kept = [stateFile, ansibleConfig, inventoryFile, path + "/.lock"]
        prune(path) { file in kept.contains(file) || safe.contains { fnmatch($0, file, 0) == 0 } }
    }

    private func prune(_ directory: String, _ keeps: (String) -> Bool) {
        for name in Disk.names(in: directory) {
            let file = directory + "/" + name
            if !Disk.isLink(file), Disk.isDirectory(file) {
                prune(file, keeps)
                rmdir(file)
            } else if !keeps(file) {
                Disk.remove(file)
            }
        }
    }
}
