import Glibc
public import System

/// Hosts that a program on this machine leads to: this machine itself, containers, pods, other roots.
public struct ProgramTransport: Transport {
    /// Starts the program that runs a command line.
    private let start: @Sendable (String) async throws(ConnectionError) -> PipedProgram
    private let kept: (any Sendable)?

    /// - Parameters:
    ///   - command: the program and the arguments before a command line, which is the last one.
    ///   - environment: added to this process's for the program.
    ///   - kept: what has to live as long as the transport.
    public init(_ command: [String], environment: [String: String] = [:], keeping kept: (any Sendable)? = nil) {
        self.kept = kept
        start = { line async throws(ConnectionError) in
            do throws(SystemError) {
                return try await PipedProgram.start(command + [line], environment: environment)
            } catch  where error.code == ENOENT {
                throw ConnectionError(.unsupported, "\(command[0]) command not found in PATH")
            } catch {
                throw ConnectionError(.connect, "\(command[0]) could not be started: \(error.reason)")
            }
        }
    }

    /// - Parameter start: starts what runs a command line on the host.
    public init(_ start: @escaping @Sendable (String) async throws(ConnectionError) -> PipedProgram) {
        self.start = start
        kept = nil
    }

    public var isUsable: Bool { true }

    public func open(_ line: String) async throws(ConnectionError) -> any ByteChannel {
        ProgramChannel(try await start(line), on: .shared)
    }

    public func close() async {}
}
