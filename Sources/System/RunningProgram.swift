import CShims
import Glibc

/// This program's own file.
public enum RunningProgram {
    /// Its path, links resolved.
    public static var path: String {
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = buffer.withUnsafeMutableBytes {
            readlink("/proc/self/exe", $0.assumingMemoryBound(to: CChar.self).baseAddress!, $0.count)
        }
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }

    /// A path by which it can be started again; its file may have been replaced or removed meanwhile.
    public static var executable: String {
        let path = path
        return access(path, X_OK) == 0 ? path : "/proc/\(getpid())/exe"
    }

    /// Keeps buffers of pieces of files for the next ones.
    public static func keepBuffers() { swiftplay_keep_buffers() }

    /// Makes its file the one that was started last, where it is this user's own.
    public static func noteStart() { utimensat(AT_FDCWD, path, nil, 0) }

    /// The directory it stands in, links resolved.
    public static var directory: String { path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } }
}
