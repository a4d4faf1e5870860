import Glibc

/// Writing to a pipe that nobody reads is an error of that write, not the end of this program.
public enum BrokenPipes {
    /// Ignores SIGPIPE, once; programs started later get the default back.
    public static func ignore() { _ = ignored }

    private static let ignored: Bool = {
        signal(SIGPIPE, SIG_IGN)
        return true
    }()
}
