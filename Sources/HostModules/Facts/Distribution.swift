import Modules
import System
import Values

/// Which distribution a machine runs, in Ansible's names.
struct Distribution: Sendable {
    var name: String
    var version: String
    var release: String
    var major: String
    var minor: String?
    var path: String?
    var variety: String?
    var isParsed = false
    var searchString: String?

    var family: String { Self.families[name] ?? name }

    var facts: Dict {
        var facts: Dict = [
            "distribution": .string(name), "distribution_release": .string(release),
            "distribution_version": .string(version), "distribution_major_version": .string(major),
        ]
        if let path { facts["distribution_file_path"] = .string(path) }
        if let variety { facts["distribution_file_variety"] = .string(variety) }
        if isParsed { facts["distribution_file_parsed"] = true }
        if let searchString { facts["distribution_file_search_string"] = .string(searchString) }
        if let minor { facts["distribution_minor_version"] = .string(minor) }
        facts["os_family"] = .string(family)
        return facts
    }

    static func read(_ machine: Machine<some System>, _ identity: Identity) async -> Distribution {
        guard identity.kernel == "Linux" else {
            return Distribution(
                name: identity.kernel, version: identity.version, release: identity.release, major: "NA")
        }
        var distribution = await OSRelease(machine).distribution(machine)
        for file in DistributionFile.all {
            guard let info = await machine.info(file.path), info.kind == .file, info.size > 0 || file.mayBeEmpty else {
                continue
            }
            if file.mayBeEmpty {
                (distribution.name, distribution.path, distribution.variety) = (file.name, file.path, file.name)
                break
            }
            let content = (await machine.word(file.path) ?? "").droppingTrailing("'\"\\")
            var parsed = distribution
            parsed.name = file.name
            guard await file.parse(content, &parsed, machine) else { continue }
            (parsed.path, parsed.variety, parsed.isParsed) = (file.path, file.name, true)
            distribution = parsed
            break
        }
        return distribution
    }

    private static let families: [String: String] = {
        let members: [String: [String]] = [
            "RedHat": [
                "RedHat", "RHEL", "Fedora", "CentOS", "Scientific", "SLC", "Ascendos", "CloudLinux", "PSBM",
                "OracleLinux", "OVS", "OEL", "Amazon", "Amzn", "Virtuozzo", "XenServer", "Alibaba", "EulerOS",
                "openEuler", "AlmaLinux", "Rocky", "TencentOS", "EuroLinux", "Kylin Linux Advanced Server", "MIRACLE",
            ],
            "Debian": [
                "Debian", "Ubuntu", "Raspbian", "Neon", "KDE neon", "Linux Mint", "SteamOS", "Devuan", "Kali",
                "Cumulus Linux", "Pop!_OS", "Parrot", "Pardus GNU/Linux", "Uos", "Deepin", "OSMC",
                "Linux Mint Debian Edition",
            ],
            "Suse": [
                "SuSE", "SLES", "SLED", "openSUSE", "openSUSE Tumbleweed", "SLES_SAP", "SUSE_LINUX", "openSUSE Leap",
                "ALP-Dolomite", "SL-Micro", "openSUSE MicroOS",
            ],
            "Archlinux": ["Archlinux", "Antergos", "Manjaro"], "Mandrake": ["Mandrake", "Mandriva"],
            "Gentoo": ["Gentoo", "Funtoo"], "ClearLinux": ["Clear Linux OS", "Clear Linux Mix"],
        ]
        var families: [String: String] = [:]
        for (family, names) in members { for name in names { families[name] = family } }
        return families
    }()
}
