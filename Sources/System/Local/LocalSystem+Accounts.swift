import Glibc

extension LocalSystem {
    public func user(_ key: AccountKey) async throws(SystemError) -> User? {
        try await lines("passwd", key).compactMap(User.init(line:)).first { user in
            switch key {
            case .name(let name): user.name == name
            case .id(let id): user.uid == id
            }
        }
    }

    public func group(_ key: AccountKey) async throws(SystemError) -> Group? {
        try await lines("group", key).compactMap(Group.init(line:)).first { group in
            switch key {
            case .name(let name): group.name == name
            case .id(let id): group.gid == id
            }
        }
    }

    public func groups(ofUser name: String) async throws(SystemError) -> [Group] {
        guard let user = try await user(.name(name)) else { return [] }
        let local = try await file("group").compactMap(Group.init(line:))
        var groups = local.filter { $0.gid == user.gid || $0.members.contains(name) }
        let isLocal = try await file("passwd").contains { $0.hasPrefix("\(name):") }
        if isLocal { return groups }
        for id in try await getent("initgroups", name).flatMap({ $0.split(separator: " ").dropFirst() }) {
            guard let gid = UInt32(id), !groups.contains(where: { $0.gid == gid }) else { continue }
            if let group = try await group(.id(gid)) { groups.append(group) }
        }
        return groups
    }

    /// The lines of a database that may hold `key`: the file's where it stands there, else what getent(1) knows.
    private func lines(_ database: String, _ key: AccountKey) async throws(SystemError) -> [String] {
        let lines = try await file(database)
        let (field, text) =
            switch key {
            case .name(let name): (0, name)
            case .id(let id): (2, String(id))
            }
        let found = lines.filter { line in
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            return fields.count > field && fields[field] == text
        }
        return try await found.isEmpty ? getent(database, text) : found
    }

    private func file(_ database: String) async throws(SystemError) -> [String] {
        guard try await info("/etc/\(database)", follow: true) != nil else { return [] }
        let bytes = try await read("/etc/\(database)", limit: 64 << 20)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// What the machine's name services say; nothing where there is no getent.
    private func getent(_ database: String, _ key: String) async throws(SystemError) -> [String] {
        guard !key.isEmpty, !key.hasPrefix("-"), try await which("getent", extra: []) != nil else { return [] }
        let result = try await run(Command(["getent", database, key], timeout: 30))
        return result.succeeded ? result.text.split(separator: "\n").map(String.init) : []
    }
}

extension User {
    /// A line of passwd(5).
    public init?(line: String) {
        let fields = line.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard fields.count >= 7, let uid = UInt32(fields[2]), let gid = UInt32(fields[3]) else { return nil }
        self.init(name: fields[0], uid: uid, gid: gid, comment: fields[4], home: fields[5], shell: fields[6])
    }
}

extension Group {
    /// A line of group(5).
    public init?(line: String) {
        let fields = line.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard fields.count >= 4, let gid = UInt32(fields[2]) else { return nil }
        self.init(name: fields[0], gid: gid, members: fields[3].split(separator: ",").map(String.init))
    }
}
