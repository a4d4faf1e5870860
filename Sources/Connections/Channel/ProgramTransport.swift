import Glibc
import System

/// Hosts that a program on this machine leads to: this machine itself, containers, pods, other roots.
public struct ProgramTransport: Transport {
    /// What comes before a command line, which is its last argument.
    private let command: [String]
    private let environment: [String: String]
    private let kept: (any Sendable)?

    /// - Parameters:
    ///   - command: the program and the arguments before a command line, which is the last one.
    ///   - environment: added to this process's for the program.
    ///   - kept: what has to live as long as the transport.
    public init(_ command: [String], environment: [String: String] = [:], keeping kept: (any Sendable)? = nil) {
        self.command = command
        self.environment = environment
        self.kept = kept
    }

    public var isUsable: Bool { true }

    public func open(_ line: String) async throws(ConnectionError) -> any ByteChannel {
        do {
            return ProgramChannel(
                try await PipedProgram.start(command + [line], environment: environment), on: .shared)
        } catch  where error.code == ENOENT {
            throw ConnectionError(.unsupported, "\(command[0]) command not found in PATH")
        } catch {
            throw ConnectionError(.connect, "\(command[0]) could not be started: \(error.reason)")
        }
    }

    public func close() async {}
}
