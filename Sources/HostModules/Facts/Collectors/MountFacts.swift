package import Modules
package import System
package import Values

/// What is mounted where, with sizes.
package enum MountFacts {
    package static func gather(_ machine: Machine<some System>, timeout: Int) async -> (
        mounts: [Value], warnings: [String]
    ) {
        var lines = await machine.lines("/etc/mtab")
        if lines.isEmpty { lines = await machine.lines("/proc/mounts") }
        let rows = lines.map { $0.words.map(unescaped) }.filter { row in
            row.count >= 6 && (row[0].hasPrefix("/") || row[0].hasPrefix("\\") || row[0].has(":/")) && row[2] != "none"
        }
        // The last of several on one place is the one that is seen there.
        var places: [String] = []
        var last: [String: [String]] = [:]
        for row in rows {
            if last.updateValue(row, forKey: row[1]) == nil { places.append(row[1]) }
        }
        let bound = await boundPlaces(machine)
        let ids = await fileSystemIDs(machine)
        let (sizes, warnings) = await sizes(of: places, machine, timeout: timeout)
        let mounts = places.compactMap { place -> Value? in
            guard let row = last[place] else { return nil }
            let isBound = bound.contains(place) && !(row[3].has("bind") && row[3].contains("\""))
            var facts: Dict = [
                "mount": .string(place), "device": .string(row[0]), "fstype": .string(row[2]),
                "options": .string(row[3] + (isBound ? ",bind" : "")), "dump": .int(Int(row[4]) ?? 0),
                "passno": .int(Int(row[5]) ?? 0),
            ]
            facts.merge(sizes[place] ?? [:]) { $1 }
            facts["uuid"] = .string(ids[row[0]] ?? "N/A")
            return .dict(facts)
        }
        return (mounts, warnings)
    }

    /// Octal escapes of mtab replaced: `\040` is a space.
    package static func unescaped(_ text: String) -> String {
        guard text.contains("\\") else { return text }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            let digits = rest.dropFirst().prefix(3)
            if byte == UInt8(ascii: "\\"), digits.count == 3,
                let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
            {
                bytes.append(code)
                rest = rest.dropFirst(4)
            } else {
                bytes.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Places that show a part of a file system only.
    private static func boundPlaces(_ machine: Machine<some System>) async -> Set<String> {
        var places: Set<String> = []
        for line in await machine.lines("/proc/self/mountinfo") {
            let words = line.words
            if words.count > 4, words[3] != "/" { places.insert(unescaped(words[4])) }
        }
        return places
    }

    package static func fileSystemIDs(_ machine: Machine<some System>) async -> [String: String] {
        var ids: [String: String] = [:]
        for id in await machine.names(in: "/dev/disk/by-uuid") {
            guard let device = try? await machine.system.realPath("/dev/disk/by-uuid/\(id)") else { continue }
            ids[device] = id
            if device.hasPrefix("/dev/dm-"), let name = await machine.word("/sys/block/\(device.baseName)/dm/name") {
                ids["/dev/mapper/\(name)"] = id
            }
        }
        return ids
    }

    /// All sizes by one stat(1); one that hangs gives up after the time-out.
    package static func sizes(
        of places: [String], _ machine: Machine<some System>, timeout: Int?
    ) async -> (sizes: [String: Dict], warnings: [String]) {
        guard !places.isEmpty else { return ([:], []) }
        let command = Command(
            ["stat", "-f", "-c", "%s %S %b %a %c %d %n"] + places, environment: ["LC_ALL": "C"],
            timeout: timeout.map { Double(max(1, $0)) })
        guard let result = try? await machine.system.run(command) else { return ([:], []) }
        if result.timedOut { return ([:], ["No mount facts were gathered due to timeout."]) }
        var sizes: [String: Dict] = [:]
        for line in result.text.lines {
            let parts = line.split(separator: " ", maxSplits: 6)
            let numbers = parts.prefix(6).compactMap { Int($0) }
            guard numbers.count == 6, parts.count == 7 else { continue }
            let (fragment, blocks, available) = (numbers[1], numbers[2], numbers[3])
            let (total, isTotalHuge) = fragment.multipliedReportingOverflow(by: blocks)
            let (free, isFreeHuge) = fragment.multipliedReportingOverflow(by: available)
            sizes[String(parts[6])] = [
                "size_total": .int(isTotalHuge ? Int.max : total), "size_available": .int(isFreeHuge ? Int.max : free),
                "block_size": .int(numbers[0]), "block_total": .int(blocks), "block_available": .int(available),
                "block_used": .int(blocks - available), "inode_total": .int(numbers[4]),
                "inode_available": .int(numbers[5]), "inode_used": .int(numbers[4] - numbers[5]),
            ]
        }
        return (sizes, [])
    }
}
