import Modules
import System
import Values

/// Processors as /proc/cpuinfo describes them on each architecture.
struct ProcessorFacts: Sendable {
    private var processors: [Value] = []
    private var flags: [String]?
    private var counts: [String: Int] = [:]
    /// Cores of each socket, and threads of each core, in the order they are told.
    private var sockets: [(id: String, count: Int)] = []
    private var cores: [(id: String, count: Int)] = []
    private var socket = "0"
    private var core = "0"
    private var mainframe = (processors: 0, threads: 0)

    static func gather(_ machine: Machine<some System>, architecture: String) async -> Dict {
        let lines = await machine.lines("/proc/cpuinfo")
        guard !lines.isEmpty else { return [:] }
        var facts = ProcessorFacts()
        for line in lines { facts.read(line) }
        var isXen = await machine.exists("/proc/xen")
        if !isXen { isXen = await machine.word("/sys/hypervisor/type") == "xen" }
        let isParavirtual = isXen && facts.flags?.contains("vme") == false
        var result = facts.result(architecture, isParavirtual: isParavirtual)
        if let allowed = await Self.allowed(machine) { result["processor_nproc"] = .int(allowed) }
        return result
    }

    /// How many processors this process may run on.
    private static func allowed(_ machine: Machine<some System>) async -> Int? {
        for line in await machine.lines("/proc/self/status") where line.hasPrefix("Cpus_allowed_list:") {
            let ranges = line.dropFirst("Cpus_allowed_list:".count).trimmed().split(separator: ",")
            return ranges.reduce(0) { sum, range in
                let ends = range.split(separator: "-").compactMap { Int($0) }
                return sum + (ends.count == 2 && ends[1] >= ends[0] ? ends[1] - ends[0] + 1 : 1)
            }
        }
        return nil
    }

    private mutating func read(_ line: String) {
        let (left, right) = line.cut(at: ":") ?? (line, "")
        let (key, value) = (left.trimmed(), right.trimmed())
        switch key {
        case "flags": flags = value.words
        case "model name", "Processor", "vendor_id", "cpu", "Vendor", "processor":
            processors.append(.string(value))
            counts[key, default: 0] += 1
        case "physical id":
            socket = value
            if !sockets.contains(where: { $0.id == value }) { sockets.append((value, 1)) }
        case "core id":
            core = value
            if !sockets.contains(where: { $0.id == value }) { set(&cores, value, 1) }
        case "cpu cores":
            if let number = Int(value) { set(&sockets, socket, number) }
        case "siblings":
            if let number = Int(value) { set(&cores, core, number) }
        case "# processors": mainframe.processors = Int(value) ?? 0
        case "max thread id": mainframe.threads = (Int(value) ?? 0) + 1
        case "ncpus active": counts["active"] = Int(value)
        default: break
        }
    }

    private func set(_ table: inout [(id: String, count: Int)], _ id: String, _ number: Int) {
        if let place = table.firstIndex(where: { $0.id == id }) {
            table[place].count = number
        } else {
            table.append((id, number))
        }
    }

    private func result(_ architecture: String, isParavirtual: Bool) -> Dict {
        var facts: Dict = ["processor": .list(processors)]
        if let flags { facts["flags"] = .texts(flags) }
        let online = counts["processor"] ?? 0
        var count = counts["active"] ?? processors.count
        if let vendors = counts["vendor_id"], vendors == counts["model name"] { count = vendors }
        if ["armv", "aarch", "ppc"].contains(where: architecture.hasPrefix) { count = online }
        var (cores, threads) = (1, 1)
        var total = count
        if architecture == "s390x", mainframe.threads > 0 {
            (count, threads, total) = (1, mainframe.threads, mainframe.processors)
            cores = Self.rounded(mainframe.processors, mainframe.threads)
        } else if isParavirtual {
            cores = count
        } else {
            if !sockets.isEmpty { count = sockets.count }
            if let first = sockets.first, first.count > 0 { cores = first.count }
            threads = Self.rounded(self.cores.first?.count ?? 1, cores)
            total = threads * count * cores
        }
        facts["processor_count"] = .int(count)
        facts["processor_cores"] = .int(cores)
        facts["processor_threads_per_core"] = .int(threads)
        facts["processor_vcpus"] = .int(total)
        facts["processor_nproc"] = .int(online)
        return facts
    }

    /// Rounded half to even, as Python rounds.
    private static func rounded(_ number: Int, _ divisor: Int) -> Int {
        Int((Double(number) / Double(divisor)).rounded(.toNearestOrEven))
    }
}
