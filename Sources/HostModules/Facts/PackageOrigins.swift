import Modules
import System

/// What apt's archives know of the installed Debian packages: which one each came from, and its section there.
struct PackageOrigins: Sendable {
    private var origins: [String: String] = [:]
    private var sections: [String: String] = [:]

    /// - Parameter packages: the installed ones, as `name:architecture` with their versions.
    init(_ machine: Machine<some System>, packages: [(name: String, version: String)]) async {
        let policy = await machine.output(["apt-cache", "policy"]) ?? ""
        guard policy.has(" Packages\n"), !packages.isEmpty else { return }
        let names = packages.map(\.name)
        // It fails for what no archive has, and prints the others all the same.
        let records = try? await machine.run(["apt-cache", "show"] + packages.map { "\($0.name)=\($0.version)" })
        for fields in Deb822.paragraphs(records?.text ?? "") {
            // What no archive has is shown from dpkg's own file, which names no file.
            guard fields["Filename"] != nil, let package = fields["Package"], let own = fields["Architecture"] else {
                continue
            }
            sections["\(package):\(own)=\(fields["Version"] ?? "")"] = fields["Section"] ?? ""
        }
        let sources = Self.sources(policy)
        guard !sources.isEmpty else { return }
        var (name, isInstalled) = ("", false)
        for line in (await machine.output(["apt-cache", "policy"] + names) ?? "").lines {
            if line.first?.isWhitespace == false {
                (name, isInstalled) = (line.droppingTrailing(":"), false)
            } else if line.hasPrefix(" *** ") {
                isInstalled = true
            } else if line.hasPrefix("     "), !line.hasPrefix("      ") {
                isInstalled = false
            } else if isInstalled, origins[name] == nil {
                origins[name] = sources[line.words.dropFirst().joined(separator: " ")]
            }
        }
    }

    /// The section that the archive gives a version; nil where no archive has it.
    func section(of package: String, _ architecture: String, version: String) -> String? {
        sections["\(package):\(architecture)=\(version)"]
    }

    subscript(package: String, architecture: String) -> String {
        origins["\(package):\(architecture)"] ?? origins[package] ?? ""
    }

    /// The `o=` of each archive, by the line that names it.
    private static func sources(_ text: String) -> [String: String] {
        var sources: [String: String] = [:]
        var source = ""
        for line in text.lines {
            let words = line.words
            if words.first.map({ Int($0) != nil }) == true { source = words.dropFirst().joined(separator: " ") }
            guard words.first == "release", let settings = line.firstOccurrence(of: "release ") else { continue }
            for setting in line[settings.upperBound...].split(separator: ",") where setting.hasPrefix("o=") {
                sources[source] = String(setting.dropFirst(2))
            }
        }
        return sources
    }
}
