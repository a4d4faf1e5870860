import Modules
import System

/// passwd(5), group(5) and shadow(5) of a machine, from its own files and its name service.
struct AccountFiles<Base: System>: Sendable {
    let machine: Machine<Base>

    /// The hash, and days since 1970 for the rest; nil where the shadow file may not be read or lacks the user.
    struct Shadow: Sendable {
        var password: String
        var minimum: Int?
        var maximum: Int?
        var warning: Int?
        var expires: Int?
    }

    func user(_ name: String) async -> User? { (try? await machine.system.user(.name(name))) ?? nil }

    /// By number where it is one and such a group exists, else by name.
    func group(_ key: String) async -> Group? {
        if let id = UInt32(key), let group = (try? await machine.system.group(.id(id))) ?? nil { return group }
        return (try? await machine.system.group(.name(key))) ?? nil
    }

    /// Whether `file` itself has an entry of that name, whatever other sources say.
    func isLocal(_ name: String, in file: String) async throws(ModuleFailure) -> Bool {
        guard await machine.exists(file) else {
            let kind = file == "/etc/group" ? "group" : "account"
            throw ModuleFailure("'local: true' specified but unable to find local \(kind) file \(file) to parse.")
        }
        return await machine.lines(file).contains { $0.hasPrefix("\(name):") }
    }

    func shadow(_ name: String) async -> Shadow? {
        for line in await machine.lines("/etc/shadow") where line.hasPrefix("\(name):") {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            guard fields.count >= 8 else { return nil }
            return Shadow(
                password: String(fields[1]), minimum: Int(fields[3]), maximum: Int(fields[4]),
                warning: Int(fields[5]), expires: Int(fields[7]))
        }
        return nil
    }

    /// Groups that list the user as a member; the primary one is not told by that.
    func memberships(of name: String) async -> [String] {
        await machine.lines("/etc/group").compactMap { line in
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            guard fields.count >= 4, fields[3].split(separator: ",").contains(Substring(name)) else { return nil }
            return String(fields[0])
        }
    }
}
