#if canImport(Glibc)
    import Glibc
#endif

/// Names of random letters between a prefix and a suffix.
public enum TemporaryName {
    /// What the names of files in the making begin with, beside those that they are to replace.
    public static let ofFiles = ".ansible_tmp"

    /// Whether a name is one of those.
    package static func isOfFile(_ name: String) -> Bool { name.hasPrefix(ofFiles) }

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

    /// A new file, by the first name in `directory` that `open` takes, for what is to replace `name` there.
    ///
    /// - Parameters:
    ///   - operation: what errors call it.
    ///   - open: makes a new file of that path; -1 with `errno` where that fails.
    static func create(
        beside name: String, in directory: String, _ operation: String, _ open: (String) -> Int32
    ) throws(SystemError) -> (path: String, descriptor: Int32) {
        for _ in 0..<100 {
            let path = directory + beside(name)
            let descriptor = open(path)
            if descriptor >= 0 { return (path, descriptor) }
            guard errno == EEXIST else { throw .last(operation) }
        }
        throw SystemError(errno: EEXIST, operation)
    }

    /// One name for what is to replace `name`; it may be taken. Of a long name it holds the end, as names have a limit
    /// of 255 bytes.
    public static func beside(_ name: String) -> String {
        random(ofFiles, String(decoding: name.utf8.suffix(64), as: UTF8.self))
    }

    /// One name; it may be taken.
    public static func random(_ prefix: String, _ suffix: String) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
        return prefix + String((0..<8).map { _ in letters[Int.random(in: 0..<letters.count)] }) + suffix
    }
}
