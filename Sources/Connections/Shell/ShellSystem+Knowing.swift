import Glibc
import System

extension ShellSystem {
    func identity() async throws(SystemError) -> Identity {
        let lines = try await lines(
            "uname", "id -u && id -g && uname -s && uname -n && uname -r && uname -v && uname -m && pwd -P")
        guard lines.count >= 8, let uid = UInt32(lines[0]), let gid = UInt32(lines[1]) else {
            throw SystemError(code: 0, operation: "uname", reason: "an unknown answer")
        }
        return Identity(
            uid: uid, gid: gid, directory: lines[7...].dropLast().joined(separator: "\n"), kernel: lines[2],
            node: lines[3], release: lines[4], version: lines[5], architecture: lines[6])
    }

    func environment() async throws(SystemError) -> [String: String] {
        // What a program there sees of itself; names and values end with a NUL.
        let output = try await perform("read the environment", "cat /proc/self/environ", isPlain: true)
        var variables: [String: String] = [:]
        for entry in output.split(separator: 0) {
            guard let end = entry.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = String(decoding: entry[..<end], as: UTF8.self)
            variables[name] = String(decoding: entry[(end + 1)...], as: UTF8.self)
        }
        return variables.merging(added) { $1 }
    }

    func now() async throws(SystemError) -> Double {
        let text = try await lines("date", "date +%s.%N").first ?? ""
        // Where there is no %N it stays as it is, or is nothing.
        guard let time = Double(text) ?? Double(text.prefix { $0 != "." }) else {
            throw SystemError(code: 0, operation: "date", reason: "an answer that is no number: \(text)")
        }
        return time
    }

    func sleep(_ seconds: Double) async throws(SystemError) {
        do { try await Task.sleep(for: .seconds(max(0, min(seconds.isNaN ? 0 : seconds, 1e9)))) } catch {
            throw Self.cancelled("sleep")
        }
    }

    func log(_ message: String) async {
        let line = ShellText.function(
            "line", printing: Array("\(message.filter { $0 != "\0" })\n".utf8.prefix(8000)),
            hasBase64: session.features.hasBase64)
        _ = try? await session.call("\(line)\nline | logger -t swiftplay -p user.info")
    }

    // MARK: Accounts

    func user(_ key: AccountKey) async throws(SystemError) -> User? {
        try await entries("passwd", key).compactMap(User.init(line:)).first { user in
            switch key {
            case .name(let name): user.name == name
            case .id(let id): user.uid == id
            }
        }
    }

    func group(_ key: AccountKey) async throws(SystemError) -> Group? {
        try await entries("group", key).compactMap(Group.init(line:)).first { group in
            switch key {
            case .name(let name): group.name == name
            case .id(let id): group.gid == id
            }
        }
    }

    func groups(ofUser name: String) async throws(SystemError) -> [Group] {
        guard let user = try await user(.name(name)) else { return [] }
        let word = ShellQuote.quoted(name)
        let mark = OutputMark.random()
        let lines = try await lines(
            "read the groups",
            """
            cat /etc/group 2>/dev/null; echo; echo \(mark); cat /etc/passwd 2>/dev/null; echo; echo \(mark)
            command -v getent >/dev/null 2>&1 && getent initgroups \(word); :
            """)
        let parts = lines.split(separator: mark, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return [] }
        var groups = parts[0].compactMap(Group.init(line:)).filter { $0.gid == user.gid || $0.members.contains(name) }
        if parts[1].contains(where: { $0.hasPrefix("\(name):") }) { return groups }
        for id in parts[2].flatMap({ $0.split(separator: " ").dropFirst() }) {
            guard let gid = UInt32(id), !groups.contains(where: { $0.gid == gid }) else { continue }
            if let group = try await group(.id(gid)) { groups.append(group) }
        }
        return groups
    }

    /// The lines of a database that may be about `key`: the file's, and where it has none what getent(1) knows.
    private func entries(_ database: String, _ key: AccountKey) async throws(SystemError) -> [String] {
        let (pattern, text) =
            switch key {
            case .name(let name): ("\(ShellQuote.quoted(name)):*", name)
            case .id(let id): ("*:*:\(id):*", String(id))
            }
        guard !text.isEmpty, !text.hasPrefix("-"), !text.contains(where: { $0 == ":" || $0.isNewline }) else {
            return []
        }
        let body = """
            found=
            [ ! -e /etc/\(database) ] || while IFS= read -r line || [ -n "$line" ]; do
            case $line in \(pattern)) printf '%s\\n' "$line"; found=1 ;; esac
            done </etc/\(database)
            [ -z "$found" ] || exit 0
            command -v getent >/dev/null 2>&1 && getent \(database) \(ShellQuote.quoted(text)); :
            """
        return try await lines("read /etc/\(database)", body)
    }
}
