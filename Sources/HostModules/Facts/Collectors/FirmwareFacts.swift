import Modules
import System
import Values

/// What the firmware says of the machine (DMI, SMBIOS DSP0134), from the kernel or from dmidecode.
enum FirmwareFacts {
    /// The fact, the kernel's file, dmidecode's keyword.
    private static let fields: [(fact: String, file: String, keyword: String)] = [
        ("bios_date", "bios_date", "bios-release-date"), ("bios_vendor", "bios_vendor", "bios-vendor"),
        ("bios_version", "bios_version", "bios-version"),
        ("board_asset_tag", "board_asset_tag", "baseboard-asset-tag"),
        ("board_name", "board_name", "baseboard-product-name"),
        ("board_serial", "board_serial", "baseboard-serial-number"),
        ("board_vendor", "board_vendor", "baseboard-manufacturer"),
        ("board_version", "board_version", "baseboard-version"),
        ("chassis_asset_tag", "chassis_asset_tag", "chassis-asset-tag"),
        ("chassis_serial", "chassis_serial", "chassis-serial-number"),
        ("chassis_vendor", "chassis_vendor", "chassis-manufacturer"),
        ("chassis_version", "chassis_version", "chassis-version"), ("form_factor", "chassis_type", "chassis-type"),
        ("product_name", "product_name", "system-product-name"),
        ("product_serial", "product_serial", "system-serial-number"), ("product_uuid", "product_uuid", "system-uuid"),
        ("product_version", "product_version", "system-version"),
        ("system_vendor", "sys_vendor", "system-manufacturer"),
    ]

    /// By the number of the chassis type.
    private static let formFactors = [
        "Unknown", "Other", "Unknown", "Desktop", "Low Profile Desktop", "Pizza Box", "Mini Tower", "Tower", "Portable",
        "Laptop", "Notebook", "Hand Held", "Docking Station", "All In One", "Sub Notebook", "Space-saving", "Lunch Box",
        "Main Server Chassis", "Expansion Chassis", "Sub Chassis", "Bus Expansion Chassis", "Peripheral Chassis",
        "RAID Chassis", "Rack Mount Chassis", "Sealed-case PC", "Multi-system", "CompactPCI", "AdvancedTCA", "Blade",
        "Blade Enclosure", "Tablet", "Convertible", "Detachable", "IoT Gateway", "Embedded PC", "Mini PC", "Stick PC",
    ]

    static func gather(_ machine: Machine<some System>) async -> Dict {
        let directory = "/sys/devices/virtual/dmi/id"
        var facts: Dict = [:]
        if await machine.exists("\(directory)/product_name") {
            for field in fields {
                let value = await machine.word("\(directory)/\(field.file)")
                facts[.string(field.fact)] = .string(
                    value.map { field.fact == "form_factor" ? formFactor($0) : $0 } ?? "NA")
            }
        } else {
            let program = await machine.find("dmidecode")
            for field in fields {
                var value: String?
                if let program, let text = await machine.output([program, "-s", field.keyword]) {
                    value = text.lines.filter { !$0.hasPrefix("#") }.joined()
                }
                facts[.string(field.fact)] = .string(value ?? "NA")
            }
        }
        facts.merge(await mainframe(machine)) { $1 }
        return facts
    }

    private static func formFactor(_ number: String) -> String {
        guard let index = Int(number), formFactors.indices.contains(index) else { return "unknown (\(number))" }
        return formFactors[index]
    }

    /// /proc/sysinfo of s390 Linux.
    private static func mainframe(_ machine: Machine<some System>) async -> Dict {
        let lines = await machine.lines("/proc/sysinfo")
        guard !lines.isEmpty else { return [:] }
        var facts: Dict = [:]
        for name in ["system_vendor", "product_version", "product_serial", "product_name", "product_uuid"] {
            facts[.string(name)] = "NA"
        }
        for line in lines {
            guard let (key, value) = line.cut(at: ":") else { continue }
            switch key {
            case "Manufacturer": facts["system_vendor"] = .string(value.trimmed())
            case "Type": facts["product_name"] = .string(value.trimmed())
            case "Sequence Code": facts["product_serial"] = .string(String(value.trimmed().drop { $0 == "0" }))
            default: break
            }
        }
        return facts
    }
}
