import Modules
import System
import Values

/// A file that distinguishes one distribution from the others, in the order they are looked at.
struct DistributionFile: Sendable {
    let path: String
    let name: String
    var mayBeEmpty = false

    static let all: [DistributionFile] = [
        DistributionFile(path: "/etc/altlinux-release", name: "Altlinux"),
        DistributionFile(path: "/etc/oracle-release", name: "OracleLinux"),
        DistributionFile(path: "/etc/slackware-version", name: "Slackware"),
        DistributionFile(path: "/etc/centos-release", name: "CentOS"),
        DistributionFile(path: "/etc/redhat-release", name: "RedHat"),
        DistributionFile(path: "/etc/vmware-release", name: "VMwareESX", mayBeEmpty: true),
        DistributionFile(path: "/etc/openwrt_release", name: "OpenWrt"),
        DistributionFile(path: "/etc/os-release", name: "Amazon"),
        DistributionFile(path: "/etc/system-release", name: "Amazon"),
        DistributionFile(path: "/etc/alpine-release", name: "Alpine"),
        DistributionFile(path: "/etc/arch-release", name: "Archlinux", mayBeEmpty: true),
        DistributionFile(path: "/etc/os-release", name: "Archlinux"),
        DistributionFile(path: "/etc/os-release", name: "SUSE"),
        DistributionFile(path: "/etc/gentoo-release", name: "Gentoo"),
        DistributionFile(path: "/etc/os-release", name: "Debian"),
        DistributionFile(path: "/etc/lsb-release", name: "Debian"),
        DistributionFile(path: "/etc/lsb-release", name: "Mandriva"),
        DistributionFile(path: "/etc/sourcemage-release", name: "SMGL"),
        DistributionFile(path: "/usr/lib/os-release", name: "ClearLinux"),
        DistributionFile(path: "/etc/coreos/update.conf", name: "Coreos"),
        DistributionFile(path: "/etc/os-release", name: "Flatcar"),
        DistributionFile(path: "/etc/os-release", name: "NA"),
    ]

    /// Distributions whose file either holds their words or names its own in the first word.
    private static let searched = [
        "OracleLinux": "Oracle Linux", "RedHat": "Red Hat", "Altlinux": "ALT", "SMGL": "Source Mage GNU/Linux",
    ]

    /// Whether the file is of this distribution; then it corrects `distribution`.
    func parse(
        _ text: String, _ distribution: inout Distribution, _ machine: Machine<some System>
    ) async -> Bool {
        if let words = Self.searched[name] {
            if text.has(words) {
                distribution.searchString = words
            } else {
                distribution.name = text.words.first ?? name
            }
            return true
        }
        switch name {
        case "Archlinux": return text.has("Arch Linux")
        case "Slackware", "OpenWrt", "Mandriva":
            guard text.has(name) else { return false }
            distribution.version =
                setting("DISTRIB_RELEASE", text) ?? text.words.first { $0.contains(".") } ?? distribution.version
            distribution.release = setting("DISTRIB_CODENAME", text) ?? distribution.release
            return true
        case "Amazon": return amazon(text, &distribution)
        case "Alpine":
            distribution.version = text
            return true
        case "SUSE": return await SUSERelease(text: text).parse(&distribution, machine)
        case "Debian": return await DebianRelease(path: path, text: text).parse(&distribution, machine)
        case "CentOS":
            if text.has("CentOS Stream") {
                distribution.release = "Stream"
                return true
            }
            distribution.name = "TencentOS"
            return text.has("TencentOS Server")
        case "ClearLinux":
            guard let full = setting("NAME", text), full.has("Clear Linux") else { return false }
            distribution.name = full
            if let version = setting("VERSION_ID", text) {
                (distribution.version, distribution.major) = (version, version)
            }
            distribution.release = setting("ID", text) ?? distribution.release
            return true
        case "Flatcar":
            guard setting("ID", text) == "flatcar" else { return false }
            if let version = setting("VERSION", text) {
                distribution.version = version
                distribution.major = version.cut(at: ".")?.before ?? version
            }
            return true
        case "NA":
            distribution.name = setting("NAME", text) ?? distribution.name
            if distribution.version == "NA" { distribution.version = setting("VERSION", text) ?? "NA" }
            return true
        default: return false
        }
    }

    private func amazon(_ text: String, _ distribution: inout Distribution) -> Bool {
        guard text.has("Amazon") else { return false }
        guard path == "/etc/os-release" else {
            distribution.version = text.words.first { $0.allSatisfy(\.isNumber) } ?? "NA"
            return true
        }
        if let version = setting("VERSION_ID", text) {
            distribution.version = version
            (distribution.major, distribution.minor) = version.cut(at: ".") ?? (version, "NA")
        }
        return true
    }

    private func setting(_ name: String, _ text: String) -> String? { text.setting(name) }
}

extension String {
    /// The value of a `NAME=value` line, quotes taken off.
    func setting(_ name: String) -> String? {
        for line in lines where line.hasPrefix("\(name)=") {
            return line.dropFirst(name.count + 1).trimmed().replacing("\"", by: "")
        }
        return nil
    }
}
