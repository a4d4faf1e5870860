import Modules
import System
import Values

/// The settings of os-release(5), and what Python's `distro` makes of them.
struct OSRelease: Sendable {
    private let settings: [String: String]

    init(_ machine: Machine<some System>) async {
        var lines = await machine.lines("/etc/os-release")
        if lines.isEmpty { lines = await machine.lines("/usr/lib/os-release") }
        var settings: [String: String] = [:]
        for line in lines {
            guard let (name, value) = line.cut(at: "="), !name.hasPrefix("#") else { continue }
            let words = try? ShellWords.split(value)
            settings[name.trimmed()] = words?.joined(separator: " ") ?? value
        }
        self.settings = settings
    }

    subscript(name: String) -> String? { settings[name] }

    private static let normalized = [
        "ol": "oracle", "opensuse-leap": "opensuse", "enterpriseenterpriseas": "oracle",
    ]

    private var id: String {
        let id = (settings["ID"] ?? "").lowercased().replacing(" ", by: "_")
        return Self.normalized[id] ?? id
    }

    /// What the release file alone says; distribution files may correct it.
    func distribution(_ machine: Machine<some System>) async -> Distribution {
        let id = await identifier(machine)
        let name =
            switch id {
            case "": "OtherLinux"
            case "amzn": "Amazon"
            case "rhel": "Redhat"
            default: id.prefix(1).uppercased() + id.dropFirst().lowercased()
            }
        let version = await version(id, machine)
        return Distribution(
            name: name, version: version.isEmpty ? "NA" : version, release: codename ?? "NA",
            major: version.isEmpty ? "NA" : version.cut(at: ".")?.before ?? version)
    }

    private func identifier(_ machine: Machine<some System>) async -> String {
        if !id.isEmpty { return id }
        for line in await machine.lines("/etc/lsb-release") where line.hasPrefix("DISTRIB_ID=") {
            return line.dropFirst("DISTRIB_ID=".count).lowercased().replacing("\"", by: "")
        }
        return ""
    }

    private func version(_ id: String, _ machine: Machine<some System>) async -> String {
        var version = settings["VERSION_ID"] ?? ""
        if version.isEmpty {
            version = (settings["PRETTY_NAME"] ?? "").words.first { $0.first?.isNumber == true } ?? ""
        }
        let dots = { (text: String) in text.count { $0 == "." } }
        switch id {
        case "debian":
            let precise = await machine.word("/etc/debian_version") ?? ""
            return dots(precise) > dots(version) || version.isEmpty ? precise : version
        case "centos":
            let words = (await machine.word("/etc/centos-release") ?? "").words
            let precise = words.first { $0.first?.isNumber == true } ?? ""
            let best = dots(precise) > dots(version) ? precise : version
            return best.split(separator: ".").prefix(2).joined(separator: ".")
        default: return version
        }
    }

    private var codename: String? {
        if let name = settings["VERSION_CODENAME"] ?? settings["UBUNTU_CODENAME"] { return name }
        guard let version = settings["VERSION"], let (_, rest) = version.cut(at: "("),
            let (name, _) = rest.cut(at: ")")
        else { return nil }
        return name
    }
}
