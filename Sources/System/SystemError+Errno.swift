import Glibc

extension SystemError {
    /// The failure that `errno` names.
    static func last(_ operation: String) -> SystemError { SystemError(errno: errno, operation) }

    public init(errno code: Int32, _ operation: String) {
        self.init(code: code, operation: operation, reason: String(cString: strerror(code)))
    }
}
