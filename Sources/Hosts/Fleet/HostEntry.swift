import CShims
import Glibc
import System

/// A shell or a program in a host, with the terminal of the caller.
public enum HostEntry {
    /// The command of the program that enters a host:
    /// `PROGRAM _enter [-u USER] FLEET HOST [PROGRAM ARGUMENTS...]`.
    public static let command = "_enter"

    /// The command line up to the host, for `user` where that is not nil.
    public static func words(fleet: String, user: String? = nil) -> [String] {
        [RunningProgram.path, command] + (user.map { ["-u", $0] } ?? []) + [fleet]
    }

    private static let shell = ["/bin/sh", "-c", "cd; command -v bash >/dev/null && exec bash -l; exec sh -l"]

    /// Gives the exit status of what ran, 1 where nothing could.
    public static func run(_ words: [String]) async -> Int32 {
        let environment = ProcessEnvironment.current
        do throws(HostError) {
            let (user, words) =
                words.count > 1 && words[0] == "-u" ? (words[1], Array(words.dropFirst(2))) : (nil, words)
            guard words.count >= 2 else {
                throw HostError("usage: \(command) [-u USER] FLEET HOST [PROGRAM ARGUMENTS...]")
            }
            guard let store = HostStore(environment: environment) else { throw HostError("HOME is not set") }
            guard let host = Fleet(words[0], in: store).host(words[1]) else {
                throw HostError("there is no host \(words[1]) that runs")
            }
            if let user { try await host.addAccount(user) }
            let program = words.count > 2 ? Array(words.dropFirst(2)) : shell
            if isatty(0) == 1 { return try onTerminal(host, program, user, environment) }
            return status(of: try host.start(program, with: (0, 1, 2), user: user))
        } catch {
            let line = Array("[ERROR]: \(error.message)\n".utf8)
            _ = line.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
            return 1
        }
    }

    /// Waits for a program to end; gives its exit status, or 128 and the number of the signal that ended it.
    private static func status(of pid: Int32) -> Int32 {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
    }

    private static func onTerminal(
        _ host: HostRecord, _ program: [String], _ user: String?, _ environment: [String: String]
    ) throws(HostError) -> Int32 {
        var inner: Int32 = -1
        let outer = swiftplay_open_terminal(&inner)
        guard outer >= 0 else { throw .last("open a terminal", -outer) }
        defer { close(outer) }
        copySize(to: outer)
        let pid = try host.start(
            program, on: inner, user: user, environment: ["TERM": environment["TERM"] ?? "xterm"])
        close(inner)
        var before = termios()
        tcgetattr(0, &before)
        var raw = before
        cfmakeraw(&raw)
        tcsetattr(0, TCSANOW, &raw)
        defer { tcsetattr(0, TCSANOW, &before) }
        pass(between: outer)
        return status(of: pid)
    }

    private static func copySize(to terminal: Int32) {
        var size = winsize()
        if ioctl(0, UInt(TIOCGWINSZ), &size) == 0 { _ = ioctl(terminal, UInt(TIOCSWINSZ), &size) }
    }

    /// Until the program's side of the terminal is closed; its size is that of ours, looked at again and again.
    private static func pass(between terminal: Int32) {
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        var polled = [
            pollfd(fd: 0, events: Int16(POLLIN), revents: 0), pollfd(fd: terminal, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            let ready = poll(&polled, 2, 500)
            copySize(to: terminal)
            guard ready > 0 else { continue }
            if polled[0].revents != 0 {
                let count = read(0, &buffer, buffer.count)
                if count <= 0 { polled[0].fd = -1 } else { _ = write(terminal, buffer, count) }
            }
            if polled[1].revents != 0 {
                let count = read(terminal, &buffer, buffer.count)
                guard count > 0 else { return }
                _ = write(1, buffer, count)
            }
        }
    }
}
