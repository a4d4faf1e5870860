import Glibc

extension LocalSystem {
    public func identity() async throws(SystemError) -> Identity {
        var names = utsname()
        guard uname(&names) == 0 else { throw .last("uname") }
        func text<Characters>(_ characters: Characters) -> String {
            withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        }
        return Identity(
            uid: geteuid(), gid: getegid(), directory: try currentDirectory(), kernel: text(names.sysname),
            node: text(names.nodename), release: text(names.release), version: text(names.version),
            architecture: text(names.machine))
    }

    public func now() async throws(SystemError) -> Double { Clock.wall }

    public func sleep(_ seconds: Double) async throws(SystemError) {
        let nanoseconds = UInt64(max(0, min(seconds.isNaN ? 0 : seconds, 1e9)) * 1e9)
        do { try await Task.sleep(nanoseconds: nanoseconds) } catch {
            throw SystemError(code: ECANCELED, operation: "sleep", reason: "cancelled")
        }
    }

    public func log(_ message: String) async {
        guard let socket = try? Socket(unix: "/dev/log", type: SOCK_DGRAM) else { return }
        // Facility user, severity info (RFC 3164).
        let line = Array("<14>swiftplay: \(message)".utf8.prefix(8000))
        _ = send(socket.number, line, line.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
    }
}
