import CShims
import Glibc
public import System

extension HostRecord {
    /// Starts a program in the host, with pipes. `user` becomes that user by su; nil is the platform's own.
    public func start(
        _ arguments: [String], user: String? = nil, environment: [String: String] = [:]
    ) throws(HostError) -> PipedProgram {
        try entered { descriptor throws(HostError) in
            try launch(arguments, user, environment, descriptor).piped()
        }
    }

    /// Starts a program in the host that has `terminal` as its own; gives its process id.
    public func start(
        _ arguments: [String], on terminal: Int32, user: String? = nil, environment: [String: String] = [:]
    ) throws(HostError) -> Int32 {
        try entered { descriptor throws(HostError) in
            try launch(arguments, user, environment, descriptor).start(terminal, terminal, terminal, terminal: true)
        }
    }

    /// Starts a program in the host with these as its input, output and error; gives its process id.
    func start(
        _ arguments: [String], with streams: (Int32, Int32, Int32), user: String? = nil
    ) throws(HostError) -> Int32 {
        try entered { descriptor throws(HostError) in
            try launch(arguments, user, [:], descriptor).start(streams.0, streams.1, streams.2)
        }
    }

    /// Runs a program in the host to its end.
    public func run(
        _ arguments: [String], input: [UInt8] = [], user: String? = nil, timeout: Double? = nil
    ) async throws(HostError) -> CommandResult {
        let program = try start(arguments, user: user)
        if input.isEmpty { program.closeInput() }
        return try await Aside.communicate(with: program, input, timeout: timeout)
    }

    private func entered<R>(_ body: (Int32) throws(HostError) -> R) throws(HostError) -> R {
        let descriptor = swiftplay_pidfd(process.pid)
        guard descriptor >= 0, isRunning else {
            if descriptor >= 0 { close(descriptor) }
            throw HostError("the host \(name) runs no more")
        }
        defer { close(descriptor) }
        return try body(descriptor)
    }

    private func launch(
        _ arguments: [String], _ user: String?, _ more: [String: String], _ descriptor: Int32
    ) -> Launch {
        let user = user ?? self.user
        var arguments = arguments
        if !user.isEmpty && user != "root" && user != "0" {
            let line = arguments.map(ShellQuote.quoted).joined(separator: " ")
            let name = user.split(separator: ":").first.map(String.init) ?? user
            arguments =
                Int(name) == nil
                ? ["su", "-s", "/bin/sh", name, "-c", line]
                : ["setpriv", "--reuid=\(name)", "--regid=\(name)", "--clear-groups", "/bin/sh", "-c", line]
        }
        var launch = Launch(arguments, environment: environment.merging(more) { $1 })
        launch.joined = descriptor
        launch.joinedNamespaces = Namespaces.all
        launch.steps = (cgroup.map { Cgroup.joining(process.pid, $0) } ?? []) + limits.compactMap(\.step)
        launch.capabilities = capabilities
        return launch
    }
}
