import CSSH

/// What libssh says of its work for a session, in lines as ssh's `-v` prints them: `debug1: …`.
///
/// libssh keeps level and callback for each thread; so they are set for the time of a call.
final class SSHLog: Sendable {
    /// How much is said, from 1 to 3, as by `-v`, `-vv` and `-vvv`.
    private let verbosity: Int
    private let take: @Sendable (String) -> Void

    /// Nil for a verbosity of 0.
    init?(verbosity: Int, take: @escaping @Sendable (String) -> Void) {
        guard verbosity > 0 else { return nil }
        self.verbosity = min(verbosity, 3)
        self.take = take
    }

    /// Takes down what is said during a call.
    func during<Result>(_ call: () -> Result) -> Result {
        ssh_set_log_userdata(Unmanaged.passUnretained(self).toOpaque())
        ssh_set_log_callback { priority, function, text, log in
            guard let log, let text else { return }
            // The text begins with the function's name.
            Unmanaged<SSHLog>.fromOpaque(log).takeUnretainedValue().note(Int(priority), String(cString: text))
        }
        // libssh's own levels begin with warnings.
        ssh_set_log_level(Int32(verbosity + 1))
        defer {
            ssh_set_log_level(Int32(SSH_LOG_NOLOG))
            ssh_set_log_userdata(nil)
        }
        return call()
    }

    private func note(_ priority: Int, _ text: String) { take("debug\(max(1, priority - 1)): \(text)") }
}
