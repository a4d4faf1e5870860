import CShims
import Glibc
import System

/// A shell or a program in a host, with the terminal of the caller.
public enum HostEntry {
    /// The command of the program that enters a host: `PROGRAM _enter FLEET HOST [PROGRAM ARGUMENTS...]`.
    public static let command = "_enter"

    private static let shell = ["/bin/sh", "-c", "cd; command -v bash >/dev/null && exec bash -l; exec sh -l"]

    /// Gives the exit status of what ran, 1 where nothing could.
    public static func run(_ words: [String]) async -> Int32 {
        let environment = ProcessEnvironment.current
        do throws(HostError) {
            guard words.count >= 2 else { throw HostError("usage: \(command) FLEET HOST [PROGRAM ARGUMENTS...]") }
            guard let store = HostStore(environment: environment) else { throw HostError("HOME is not set") }
            guard let host = Fleet(words[0], in: store).host(words[1]) else {
                throw HostError("there is no host \(words[1]) that runs")
            }
            let program = words.count > 2 ? Array(words.dropFirst(2)) : shell
            if isatty(0) == 1 { return try onTerminal(host, program, environment) }
            let running = try host.start(program)
            let result = try await Aside.communicate(with: running, readInput())
            for (descriptor, bytes) in [(1, result.output), (2, result.error)] as [(Int32, [UInt8])] {
                _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            }
            return result.status < 0 ? 128 - result.status : result.status
        } catch {
            let line = Array("[ERROR]: \(error.message)\n".utf8)
            _ = line.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
            return 1
        }
    }

    private static func readInput() -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(0, &piece, piece.count)
            guard count > 0 else { return bytes }
            bytes += piece[..<count]
        }
    }

    private static func onTerminal(
        _ host: HostRecord, _ program: [String], _ environment: [String: String]
    ) throws(HostError) -> Int32 {
        var inner: Int32 = -1
        let outer = swiftplay_open_terminal(&inner)
        guard outer >= 0 else { throw .last("open a terminal", -outer) }
        defer { close(outer) }
        copySize(to: outer)
        let pid = try host.start(program, on: inner, environment: ["TERM": environment["TERM"] ?? "xterm"])
        close(inner)
        var before = termios()
        tcgetattr(0, &before)
        var raw = before
        cfmakeraw(&raw)
        tcsetattr(0, TCSANOW, &raw)
        defer { tcsetattr(0, TCSANOW, &before) }
        pass(between: outer)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
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
