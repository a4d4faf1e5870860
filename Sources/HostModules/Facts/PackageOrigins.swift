import Modules
import System

/// Which archive each installed Debian package came from, as apt's policy tells it.
struct PackageOrigins: Sendable {
    private var origins: [String: String] = [:]

    init(_ machine: Machine<some System>, names: [String]) async {
        let sources = Self.sources(await machine.output(["apt-cache", "policy"]) ?? "")
        guard !sources.isEmpty, !names.isEmpty else { return }
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
