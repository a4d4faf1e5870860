/// This machine, by system calls.
///
/// It is what the agent serves modules with, and what `connection: local` uses. Its calls block their thread, so run
/// it on a ``BlockingPool``. It works in a static executable: no name-service library is loaded; accounts and host
/// names come from /etc and, where they are not there, from getent(1).
public struct LocalSystem: System {
    /// Added to this process's environment.
    private let added: [String: String]

    public init(environment: [String: String] = [:]) { added = environment }

    public func environment() async throws(SystemError) -> [String: String] { variables }

    /// The environment that programs get.
    var variables: [String: String] { ProcessEnvironment.current.merging(added) { $1 } }
}
