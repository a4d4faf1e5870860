import Glibc

/// Writing to a pipe without a reader is an error of that write, not the end of this program; so is writing more than
/// RLIMIT_FSIZE allows.
public enum BrokenPipes {
    /// Ignores SIGPIPE and SIGXFSZ, once; programs started later get the default back.
    public static func ignore() { _ = ignored }

    private static let ignored: Bool = {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        return true
    }()
}
