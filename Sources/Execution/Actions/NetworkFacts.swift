/// Which module gathers facts of a network system, where the configuration names none.
///
/// Source: `CONNECTION_FACTS_MODULES` of Ansible's configuration reference.
enum NetworkFacts {
    private static let collections = [
        "asa": "cisco.asa", "eos": "arista.eos", "frr": "frr.frr", "ios": "cisco.ios", "iosxr": "cisco.iosxr",
        "junos": "junipernetworks.junos", "nxos": "cisco.nxos", "vyos": "vyos.vyos", "exos": "extreme.exos",
        "slxos": "extreme.slxos", "voss": "extreme.voss", "ironware": "community.network",
    ]

    /// The module for `ios` and the like, and for `cisco.ios.ios` and the like.
    static func module(of system: String) -> String? {
        if collections[system] != nil { return "ansible.legacy.\(system)_facts" }
        guard let short = system.split(separator: ".").last.map(String.init), let collection = collections[short],
            system == "\(collection).\(short)"
        else { return nil }
        return "\(system)_facts"
    }
}
