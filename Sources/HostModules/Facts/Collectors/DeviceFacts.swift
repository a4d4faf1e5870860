import Modules
import System
import Values

/// Block devices and their partitions as /sys/block lists them.
struct DeviceFacts<Base: System>: Sendable {
    private let machine: Machine<Base>

    /// For each kind of link its names, by the device they lead to.
    private typealias Links = [(kind: String, names: [String: [String]])]

    init(_ machine: Machine<Base>) { self.machine = machine }

    func gather() async -> Dict {
        let links = await links()
        let wwn = await worldWideNames()
        var bus: [String]?
        if let program = await machine.find("lspci") { bus = await machine.output([program, "-D"])?.lines }
        var devices: Dict = [:]
        for block in await machine.names(in: "/sys/block") {
            guard let path = await machine.linkTarget("/sys/block/\(block)") else { continue }
            let name = path.baseName
            devices[.string(name)] = .dict(await device(block, path, links, wwn[name], bus))
        }
        var shown: Dict = [:]
        for (kind, names) in links {
            var table: Dict = [:]
            for (device, names) in names.sorted(by: { $0.key < $1.key }) { table[.string(device)] = .texts(names) }
            shown[.string(kind)] = .dict(table)
        }
        return ["devices": .dict(devices), "device_links": .dict(shown)]
    }

    private func device(
        _ block: String, _ path: String, _ links: Links, _ wwn: String?, _ bus: [String]?
    ) async -> Dict {
        let directory = "/sys/block/\(block)"
        func word(_ name: String) async -> Value { Value(await machine.word("\(directory)/\(name)")) }
        var facts: Dict = ["virtual": 1, "links": linked(block, links)]
        for name in ["vendor", "model", "sas_address", "sas_device_handle"] {
            facts[.string(name)] = await word("device/\(name)")
        }
        if let serial = await serial(block) { facts["serial"] = .string(serial) }
        facts["removable"] = await word("removable")
        let limit = await machine.word("\(directory)/queue/discard_max_hw_bytes")
        facts["support_discard"] = limit == "0" ? "0" : await word("queue/discard_granularity")
        if let wwn { facts["wwn"] = .string(wwn) }
        facts["partitions"] = .dict(await partitions(of: block, in: directory, links))
        facts["rotational"] = await word("queue/rotational")
        let scheduler = await machine.word("\(directory)/queue/scheduler") ?? ""
        facts["scheduler_mode"] = .string(scheduler.cut(at: "[")?.after.cut(at: "]")?.before ?? "")
        facts.merge(await size(directory)) { $1 }
        facts["host"] = .string(host(of: path, bus))
        facts["holders"] = await holders(directory)
        return facts
    }

    private func partitions(of block: String, in directory: String, _ links: Links) async -> Dict {
        var partitions: Dict = [:]
        for name in await machine.names(in: directory) where isPartition(name, of: block) {
            let place = "\(directory)/\(name)"
            var facts: Dict = [
                "links": linked(name, links), "start": Value(await machine.word("\(place)/start") ?? "0"),
            ]
            facts.merge(await size(place)) { $1 }
            let ids = links.first { $0.kind == "uuids" }?.names[name]
            facts["uuid"] = Value(ids?.first)
            facts["holders"] = await holders(place)
            partitions[.string(name)] = .dict(facts)
        }
        return partitions
    }

    private func isPartition(_ name: String, of block: String) -> Bool {
        guard name.hasPrefix(block) else { return false }
        let rest = name.dropFirst(block.count)
        return (rest.first == "p" ? rest.dropFirst() : rest).first?.isNumber == true
    }

    /// sysfs counts sectors of 512 bytes; the facts count the device's own.
    private func size(_ directory: String) async -> Dict {
        var sectorSize = await machine.word("\(directory)/queue/logical_block_size")
        if sectorSize == nil { sectorSize = await machine.word("\(directory)/queue/hw_sector_size") }
        let bytes = max(1, Int(sectorSize ?? "512") ?? 512)
        let count = Int(await machine.word("\(directory)/size") ?? "0") ?? 0
        let sectors = count.multipliedReportingOverflow(by: 512).partialValue / bytes
        return [
            "sectorsize": sectorSize.map { .string($0) } ?? 512, "sectors": .int(sectors),
            "size": .string(HumanSize.text(Double(sectors) * Double(bytes))),
        ]
    }

    private func serial(_ block: String) async -> String? {
        guard let program = await machine.find("sg_inq") else {
            return await machine.word("/sys/block/\(block)/device/serial")
        }
        for line in (await machine.output([program, "/dev/\(block)"]) ?? "").lines where line.has("erial number:") {
            return line.cut(at: ":")?.after.words.first
        }
        return nil
    }

    private func host(of path: String, _ bus: [String]?) -> String {
        guard let bus else { return "" }
        let ids = path.split(separator: "/").filter {
            $0.count == 12 && $0.contains(".") && $0.dropFirst(4).first == ":"
        }
        guard let id = ids.last else { return "" }
        return bus.first { $0.hasPrefix("\(id) ") }.map { String($0.dropFirst(id.count + 1)) } ?? ""
    }

    private func holders(_ directory: String) async -> Value {
        var names: [String] = []
        for name in await machine.names(in: "\(directory)/holders") where name.hasPrefix("dm-") {
            names.append(await machine.word("\(directory)/holders/\(name)/dm/name") ?? name)
        }
        return .texts(names)
    }

    private func linked(_ device: String, _ links: Links) -> Value {
        var facts: Dict = [:]
        for (kind, names) in links { facts[.string(kind)] = .texts(names[device] ?? []) }
        return .dict(facts)
    }

    private func links() async -> Links {
        var links: Links = []
        for (kind, directory) in [("ids", "by-id"), ("uuids", "by-uuid"), ("labels", "by-label")] {
            var names: [String: [String]] = [:]
            for name in await machine.names(in: "/dev/disk/\(directory)") {
                guard let target = await machine.linkTarget("/dev/disk/\(directory)/\(name)") else { continue }
                names[target.baseName, default: []].append(name)
            }
            links.append((kind, names))
        }
        var owners: [String: [String]] = [:]
        for path in (try? await machine.system.glob("/sys/block/*/slaves/*")) ?? [] {
            let parts = path.split(separator: "/")
            if parts.count == 5 { owners[String(parts[4]), default: []].append(String(parts[2])) }
        }
        links.append(("masters", owners))
        return links
    }

    private func worldWideNames() async -> [String: String] {
        var names: [String: String] = [:]
        for link in await machine.names(in: "/dev/disk/by-id") where link.hasPrefix("wwn-") {
            guard let target = await machine.linkTarget("/dev/disk/by-id/\(link)") else { continue }
            names[target.baseName] = String(link.dropFirst(4))
        }
        return names
    }
}
