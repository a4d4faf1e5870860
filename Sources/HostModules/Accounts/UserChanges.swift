import Modules
import System

/// What separates an account from what a task asks for.
struct UserChanges: Sendable {
    /// For usermod(8), the name left out.
    private(set) var flags: [String] = []
    /// The new hash.
    private(set) var password: String?
    private(set) var joined: [String] = []
    private(set) var left: [String] = []
    private(set) var changesExpiry = false

    var isEmpty: Bool { flags.isEmpty && password == nil && joined.isEmpty && left.isEmpty && !changesExpiry }

    init(_ request: UserRequest, user: User, files: AccountFiles<some System>) async {
        if let id = request.id, UInt32(exactly: id) != user.uid {
            flags += ["-u", String(id)] + (request.mayRepeat ? ["-o"] : [])
        }
        if let name = request.group, let group = await files.group(name), group.gid != user.gid {
            flags += ["-g", String(group.gid)]
        }
        await groups(request, files)
        if let comment = request.comment, comment != user.comment { flags += ["-c", comment] }
        if let home = request.home, home != user.home { flags += ["-d", home] + (request.movesHome ? ["-m"] : []) }
        if let shell = request.shell, shell != user.shell { flags += ["-s", shell] }
        let shadow = await files.shadow(user.name)
        expiry(request, current: shadow.map { $0.expires ?? -1 } ?? 0)
        if let days = request.inactive { flags += ["-f", String(days)] }
        credentials(request, current: shadow?.password ?? "")
    }

    private mutating func groups(_ request: UserRequest, _ files: AccountFiles<some System>) async {
        guard let wanted = request.groups else { return }
        let current = await files.memberships(of: request.name)
        var names: [String] = []
        for group in wanted {
            guard let name = await files.group(group)?.name, !names.contains(name) else { continue }
            names.append(name)
        }
        joined = names.filter { !current.contains($0) }
        left = request.appends ? [] : current.filter { !names.contains($0) }
        guard !request.isLocal, !joined.isEmpty || !left.isEmpty else { return }
        flags += (request.appends ? ["-a"] : []) + ["-G", names.sorted().joined(separator: ",")]
    }

    /// Days since 1970 are compared, not hours; `current` is negative for never, and 0 without an entry in the shadow
    /// file, which "never" then makes.
    private mutating func expiry(_ request: UserRequest, current: Int) {
        guard let expires = request.expires, let date = request.expiryDate else { return }
        let wanted = expires < 0 ? -1 : Int((expires / 86_400).rounded(.down))
        guard wanted != max(current, -1) else { return }
        changesExpiry = true
        if !request.isLocal { flags += ["-e", date] }
    }

    private mutating func credentials(_ request: UserRequest, current: String) {
        if let hash = request.password, request.updatesPassword, bare(current) != bare(hash) {
            password = request.isLocked == true ? "!\(hash)" : hash
            return
        }
        if request.isLocked == true, !current.hasPrefix("!") { flags.append("-L") }
        if request.isLocked == false, current.hasPrefix("!") { flags.append("-U") }
    }

    private func bare(_ hash: String) -> Substring { hash.drop { $0 == "!" } }
}
