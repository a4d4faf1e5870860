import HostModules
import Modules
import System
import Values

/// `ansible.builtin.mount_facts`: what is, or at the next start will be, mounted where, from the files and the program
/// of Linux that tell it.
struct MountFactsModule: Module {
    static let name = "ansible.builtin.mount_facts"
    static let arguments = ArgumentSpec(
        Option.table(
            """
            sources:list mount_binary:raw=mount devices:list fstypes:list timeout:float
            on_timeout=error{error|warn|ignore} include_aggregate_mounts:bool
            """))

    private struct Mount {
        var source: String
        var line: String
        var fields: Dict
    }

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        if let seconds = arguments.double("timeout"), seconds <= 0 {
            throw ModuleFailure("argument 'timeout' must be a positive number or null, not \(seconds)")
        }
        if let binary = arguments["mount_binary"], binary.text == nil {
            let shown = (try? binary.string()) ?? ""
            throw ModuleFailure("argument 'mount_binary' must be a string or null, not \(shown)")
        }
        if arguments.strings("sources")?.contains("") == true {
            throw ModuleFailure("sources contains an empty string")
        }
    }

    private static let dynamic = ["/etc/mtab", "/proc/mounts", "/etc/mnttab"]
    private static let fixed = ["/etc/fstab", "/etc/vfstab", "/etc/filesystems"]

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        var warnings: [String] = []
        var mounts = try await gather(machine, &warnings)
        var ids = await MountFacts.fileSystemIDs(machine)
        let listing = await machine.output(
            ["lsblk", "--list", "--noheadings", "--paths", "--output", "NAME,UUID", "--exclude", "2"])
        for words in (listing ?? "").lines.map(\.words) where words.count == 2 && ids[words[0]] == nil {
            ids[words[0]] = words[1]
        }
        var places: [String] = []
        for index in mounts.indices.reversed() {
            var device = mounts[index].fields["device"]?.text ?? ""
            var id = ids[device]
            if device.hasPrefix("UUID=") {
                id = String(device.dropFirst(5))
                device = await machine.output(["blkid", "--uuid", id ?? ""])?.trimmed() ?? device
            }
            mounts[index].fields["uuid"] = Value(id)
            let type = mounts[index].fields["fstype"]?.text ?? ""
            guard chooses(device, "devices"), chooses(type, "fstypes") else {
                mounts.remove(at: index)
                continue
            }
            if let place = mounts[index].fields["mount"]?.text, !places.contains(place) { places.append(place) }
        }
        let sizes = try await sizes(of: places, machine, &warnings)
        var points: Dict = [:]
        var counts: [String: [String]] = [:]
        var all: [Value] = []
        for mount in mounts {
            var fields = mount.fields
            let id = fields.removeValue(forKey: "uuid") ?? .none
            let place = fields["mount"]?.text ?? ""
            fields.merge(sizes[place] ?? [:]) { $1 }
            fields["ansible_context"] = ["source": .string(mount.source), "source_data": .string(mount.line)]
            fields["uuid"] = id
            if points[.string(place)] == nil { points[.string(place)] = .dict(fields) }
            counts[mount.source, default: []].append(place)
            all.append(.dict(fields))
        }
        let repeated = counts.filter { Set($0.value).count < $0.value.count }.sorted { $0.key < $1.key }
        if !repeated.isEmpty, arguments["include_aggregate_mounts"] == nil {
            let shown = repeated.map { source, places in
                "\(source) ([\(places.map { "'\($0)'" }.joined(separator: ", "))])"
            }.joined(separator: ", ")
            warnings.append(
                "mount_facts: ignoring repeat mounts in the following sources: \(shown). You can disable this warning by"
                    + " configuring the 'include_aggregate_mounts' option as True or False.")
        }
        let listsAll = arguments.bool("include_aggregate_mounts") == true
        return Outcome(
            warnings: warnings,
            facts: ["mount_points": .dict(points), "aggregate_mounts": .list(listsAll ? all : [])])
    }

    private func chooses(_ text: String, _ option: String) -> Bool {
        guard let patterns = arguments.strings(option), !patterns.isEmpty else { return true }
        return patterns.contains { Wildcard.matches(text, $0) }
    }

    private func gather(
        _ machine: Machine<some System>, _ warnings: inout [String]
    ) async throws(ModuleFailure) -> [Mount] {
        var sources: [String] = []
        for source in arguments.strings("sources") ?? ["all"] {
            let isAll = source == "all"
            if isAll || source == "dynamic" { sources += Self.dynamic }
            if isAll || source == "static" { sources += Self.fixed }
            if !isAll, source != "dynamic", source != "static" { sources.append(source) }
        }
        if Set(sources).count < sources.count {
            let shown = "[\(sources.map { "'\($0)'" }.joined(separator: ", "))]"
            warnings.append(
                "mount_facts option 'sources' contains duplicate entries, repeat sources will be ignored: \(shown)")
        }
        let binary = arguments.string("mount_binary")
        var needsProgram = binary != nil && sources.contains(where: Self.dynamic.contains)
        var seen: Set<String> = []
        var mounts: [Mount] = []
        for source in sources {
            var real = source
            if source != "mount" { real = (try? await machine.system.realPath(source)) ?? source }
            guard !seen.contains(source), seen.insert(real).inserted else { continue }
            let found =
                source == "mount"
                ? try await told(by: binary ?? "mount", machine) : Self.table(await machine.lines(source), source)
            if !found.isEmpty, source == "mount" || Self.dynamic.contains(source) { needsProgram = false }
            mounts += found
        }
        if needsProgram, let binary { mounts += try await told(by: binary, machine) }
        return mounts
    }

    /// The lines of fstab(5), which those of mtab and /proc/mounts are too.
    private static func table(_ lines: [String], _ source: String) -> [Mount] {
        var mounts: [Mount] = []
        for line in lines.map({ $0.trimmed() }) where !line.isEmpty && !line.hasPrefix("#") {
            let words = line.words.map(MountFacts.unescaped)
            guard words.count >= 4 else { return [] }
            var fields: Dict = [
                "device": .string(words[0]), "mount": .string(words[1]), "fstype": .string(words[2]),
                "options": .string(words[3]),
            ]
            if words.count > 4, let number = Int(words[4]) { fields["dump"] = .int(number) }
            if words.count > 5, let number = Int(words[5]) { fields["passno"] = .int(number) }
            mounts.append(Mount(source: source, line: line, fields: fields))
        }
        return mounts
    }

    /// Lines such as `/dev/sda1 on / type ext4 (rw,relatime)`.
    private func told(
        by program: String, _ machine: Machine<some System>
    ) async throws(ModuleFailure) -> [Mount] {
        let path = try await machine.require(program)
        let result = try await machine.run([path])
        guard result.succeeded else { throw ModuleFailure("Failed to execute \(path): \(result.errorText)") }
        return result.text.lines.compactMap { line in
            let words = line.words
            guard words.count >= 6, words[1] == "on", words[3] == "type", line.hasSuffix(")"),
                let options = line.halves(around: " (")?.after.dropLast()
            else { return nil }
            return Mount(
                source: "mount", line: line,
                fields: [
                    "device": .string(words[0]), "mount": .string(words[2]), "fstype": .string(words[4]),
                    "options": .string(String(options)),
                ])
        }
    }

    private func sizes(
        of places: [String], _ machine: Machine<some System>, _ warnings: inout [String]
    ) async throws(ModuleFailure) -> [String: Dict] {
        let timeout = arguments.double("timeout")
        let found = await MountFacts.sizes(of: places, machine, timeout: timeout.map { Int($0.rounded(.up)) })
        guard !found.warnings.isEmpty else { return found.sizes }
        let message = "Timed out getting mount size for mount \(places.joined(separator: ", "))"
        switch arguments.string("on_timeout") {
        case "warn": warnings.append(message)
        case "ignore": break
        default: throw ModuleFailure(message)
        }
        return found.sizes
    }
}
