import Modules
import System
import Values

/// A way to list what is installed, by the name of its package manager.
enum PackageLister: String, CaseIterable, Sendable {
    case apk, apt, pacman, rpm

    /// The program without which this manager is not there; nil where it is.
    func missingProgram(_ machine: Machine<some System>) async -> String? {
        // What dpkg knows is in a file, so apt itself is not needed.
        if self == .apt { return await machine.exists("/var/lib/dpkg/status") ? nil : "apt-get" }
        return await machine.find(rawValue) == nil ? rawValue : nil
    }

    func list(_ machine: Machine<some System>) async throws(ModuleFailure) -> [(name: String, facts: Dict)] {
        switch self {
        case .apt: await Self.debian(machine)
        case .rpm: try await Self.rpm(machine)
        case .apk: try await Self.alpine(machine)
        case .pacman: try await Self.arch(machine)
        }
    }

    private static func output(
        _ command: [String], _ machine: Machine<some System>
    ) async throws(ModuleFailure) -> String {
        let result = try await machine.run(command)
        if result.succeeded, result.error.isEmpty { return result.text }
        throw ModuleFailure("Unable to list packages rc=\(result.status) : \(result.errorText)")
    }

    private static func debian(_ machine: Machine<some System>) async -> [(name: String, facts: Dict)] {
        let text = await machine.text("/var/lib/dpkg/status") ?? ""
        let architecture = await machine.output(["dpkg", "--print-architecture"])?.trimmed()
        let paragraphs = Deb822.paragraphs(text).filter { $0["Status"]?.hasSuffix(" installed") == true }
        let origins = await PackageOrigins(
            machine,
            packages: paragraphs.compactMap { fields in
                fields["Package"].map { ("\($0):\(fields["Architecture"] ?? "")", fields["Version"] ?? "") }
            })
        return paragraphs.compactMap { fields in
            guard let package = fields["Package"] else { return nil }
            let own = fields["Architecture"] ?? ""
            let isForeign = own != "all" && architecture != nil && own != architecture
            let name = isForeign ? "\(package):\(own)" : package
            let version = fields["Version"] ?? ""
            let section = origins.section(of: package, own, version: version) ?? fields["Section"] ?? ""
            return (
                name,
                [
                    "name": .string(name), "version": .string(version), "arch": .string(own),
                    "category": .string(section), "origin": .string(origins[package, own]),
                ]
            )
        }
    }

    private static func rpm(_ machine: Machine<some System>) async throws(ModuleFailure) -> [(
        name: String, facts: Dict
    )] {
        let format = "%{NAME}\\t%{VERSION}\\t%{RELEASE}\\t%{EPOCH}\\t%{ARCH}\\n"
        return try await output(["rpm", "-qa", "--qf", format], machine).lines.compactMap { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 5 else { return nil }
            func fact(_ index: Int) -> Value { .string(fields[index] == "(none)" ? "None" : fields[index]) }
            return (
                fields[0],
                ["name": fact(0), "version": fact(1), "release": fact(2), "epoch": fact(3), "arch": fact(4)]
            )
        }
    }

    private static func alpine(_ machine: Machine<some System>) async throws(ModuleFailure) -> [(
        name: String, facts: Dict
    )] {
        return try await output(["apk", "info", "-v"], machine).lines.map { line in
            let parts = line.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
            guard parts.count >= 3 else { return (line, ["name": .string(line), "version": "", "release": ""]) }
            let name = parts.dropLast(2).joined(separator: "-")
            return (
                name,
                [
                    "name": .string(name), "version": .string(parts[parts.count - 2]),
                    "release": .string(parts[parts.count - 1]),
                ]
            )
        }
    }

    private static func arch(_ machine: Machine<some System>) async throws(ModuleFailure) -> [(
        name: String, facts: Dict
    )] {
        let text = try await output(["pacman", "-Qi"], machine)
        var packages: [(name: String, facts: Dict)] = []
        var fields: [String: String] = [:]
        for line in text.lines + [""] {
            if let (name, value) = line.cut(at: ":"), line.first?.isWhitespace == false {
                fields[name.trimmed()] = value.trimmed()
            }
            guard line.isEmpty, let name = fields["Name"] else { continue }
            let provided = fields["Provides"].flatMap {
                $0 == "None" ? nil : $0.words.map { $0.cut(at: "=")?.before ?? $0 }
            }
            packages.append(
                (
                    name,
                    [
                        "name": .string(name), "version": .string(fields["Version"] ?? ""),
                        "arch": .string(fields["Architecture"] ?? ""), "provides": provided.map { .texts($0) } ?? .none,
                    ]
                ))
            fields = [:]
        }
        return packages
    }
}
