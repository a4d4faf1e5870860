#if canImport(Glibc)
    import Glibc
#endif

/// Names of random letters between a prefix and a suffix.
public enum TemporaryName {
    /// The first path in `directory` that `make` takes; what throws EEXIST is there already, and the next name is tried.
    public static func firstFree(
        in directory: String, prefix: String, suffix: String, _ make: (String) async throws(SystemError) -> Void
    ) async throws(SystemError) -> String {
        for _ in 0..<100 {
            let path = random("\(directory)/\(prefix)", suffix)
            do throws(SystemError) {
                try await make(path)
                return path
            } catch {
                guard error.code == EEXIST else { throw error }
            }
        }
        throw SystemError(errno: EEXIST, "create a temporary name in \(directory)")
    }

    /// One name; it may be taken.
    public static func random(_ prefix: String, _ suffix: String) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
        return prefix + String((0..<8).map { _ in letters[Int.random(in: 0..<letters.count)] }) + suffix
    }
}
