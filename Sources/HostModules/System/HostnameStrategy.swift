import Modules
import System
import Values

/// How a kind of system keeps its name.
enum HostnameStrategy: String, Sendable {
    case systemd, file, alpine, redhat, sles, openrc

    static let byDistribution: [String: HostnameStrategy] = {
        var table: [String: HostnameStrategy] = ["Gentoo": .openrc, "Alpine": .alpine, "Sles": .sles]
        let files = [
            "Debian", "Kylin", "Cumulus-linux", "Kali", "Parrot", "Ubuntu", "Linuxmint", "Linaro", "Devuan", "Raspbian",
            "Uos", "Deepin", "Neon", "Void", "Pop",
        ]
        let redHats = [
            "Redhat", "Centos", "Anolis", "Cloudlinuxserver", "Cloudlinux", "Alinux", "Scientific", "Oracle",
            "Virtuozzo", "Amazon", "Altlinux", "Eurolinux",
        ]
        for name in files { table[name] = .file }
        for name in redHats { table[name] = .redhat }
        return table
    }()

    private var path: String {
        switch self {
        case .sles: "/etc/HOSTNAME"
        case .redhat: "/etc/sysconfig/network"
        case .openrc: "/etc/conf.d/hostname"
        case .systemd, .file, .alpine: "/etc/hostname"
        }
    }

    /// The word before the name where the file holds settings.
    private var key: String? {
        switch self {
        case .redhat: "HOSTNAME"
        case .openrc: "hostname"
        default: nil
        }
    }

    private func control(
        _ arguments: [String], _ machine: Machine<some System>
    ) async throws(ModuleFailure) -> String {
        let result = try await machine.run([try await machine.require("hostnamectl")] + arguments)
        return try Self.checked(result)
    }

    private static func checked(_ result: CommandResult) throws(ModuleFailure) -> String {
        guard result.succeeded else {
            throw ModuleFailure("Command failed rc=\(result.status), out=\(result.text), err=\(result.errorText)")
        }
        return result.text.trimmed()
    }

    func current(_ machine: Machine<some System>) async throws(ModuleFailure) -> String {
        self == .systemd ? try await control(["--transient", "status"], machine) : try await permanent(machine)
    }

    func permanent(_ machine: Machine<some System>) async throws(ModuleFailure) -> String {
        if self == .systemd { return try await control(["--static", "status"], machine) }
        guard let key else { return await machine.word(path) ?? "" }
        for line in await machine.lines(path) where line.trimmed().hasPrefix("\(key)=") {
            return (line.cut(at: "=")?.after ?? "").trimmed().replacing("\"", by: "")
        }
        if self == .redhat {
            throw ModuleFailure("failed to read hostname: Unable to locate HOSTNAME entry in \(path)")
        }
        return ""
    }

    func setCurrent(_ name: String, _ machine: Machine<some System>) async throws(ModuleFailure) {
        switch self {
        case .systemd:
            try Self.checkLength(name)
            _ = try await control(["--transient", "set-hostname", name], machine)
        case .alpine:
            _ = try Self.checked(try await machine.run([try await machine.require("hostname"), "-F", path]))
        case .file, .redhat, .sles, .openrc: break
        }
    }

    func setPermanent(_ name: String, _ machine: Machine<some System>) async throws(ModuleFailure) {
        if self == .systemd {
            try Self.checkLength(name)
            _ = try await control(["--pretty", "--static", "set-hostname", name], machine)
            return
        }
        var text = "\(name)\n"
        if let key {
            let setting = self == .openrc ? "\(key)=\"\(name)\"" : "\(key)=\(name)"
            var lines = await machine.lines(path)
            if let place = lines.firstIndex(where: { $0.trimmed().hasPrefix("\(key)=") }) {
                lines[place] = setting
            } else if self == .redhat {
                lines.append(setting)
            }
            text = lines.map { $0 + "\n" }.joined()
        }
        let (path, bytes) = (path, Array(text.utf8))
        do { try await machine.system.write(path, bytes, mode: 0o644, append: false) } catch {
            throw ModuleFailure("failed to update hostname: \(error.reason)")
        }
    }

    private static func checkLength(_ name: String) throws(ModuleFailure) {
        if name.count > 64 {
            throw ModuleFailure("name cannot be longer than 64 characters on systemd servers, try a shorter name")
        }
    }
}
