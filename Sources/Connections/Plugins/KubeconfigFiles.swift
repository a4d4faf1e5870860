import CShims
import Glibc
import System
import Values

/// The kubeconfig files of a connection, those of secrets and structures in memory alone.
final class KubeconfigFiles: Sendable {
    /// What `KUBECONFIG` is to be; nil leaves it as it is.
    let paths: String?
    /// The user of those files that holds the password or token; nil where there is none.
    let user: String?
    private let memory: [MemoryFile]

    init(_ options: PluginOptions, _ environment: [String: String]) throws(ConnectionError) {
        var memory: [MemoryFile] = []
        var paths: [String] = []
        if let structure = options.structure("kubeconfig") {
            let file = try MemoryFile("kubeconfig", Array(structure.utf8))
            memory.append(file)
            paths.append(file.path)
        } else if let path = options.text("kubeconfig") {
            paths.append(path)
        }
        var secrets: Dict = [:]
        if let token = options.text("token") { secrets["token"] = .string(token) }
        if let password = options.text("password") {
            secrets["password"] = .string(password)
            secrets["username"] = .string(options.text("username") ?? "")
        } else if let name = options.text("username") {
            secrets["username"] = .string(name)
        }
        if secrets.isEmpty {
            user = nil
        } else {
            let name = OutputMark.random()
            let content: Value = [
                "apiVersion": "v1", "kind": "Config", "users": [["name": .string(name), "user": .dict(secrets)]],
            ]
            let bytes = (try? JSON.compact(content)) ?? []
            let file = try MemoryFile("user", bytes)
            if paths.isEmpty { paths = Self.usual(environment) }
            memory.append(file)
            paths.append(file.path)
            user = name
        }
        self.memory = memory
        self.paths = paths.isEmpty ? nil : paths.joined(separator: ":")
    }

    /// What kubectl reads where it is told nothing.
    private static func usual(_ environment: [String: String]) -> [String] {
        let variables = ProcessEnvironment.current.merging(environment) { $1 }
        if let paths = variables["KUBECONFIG"], !paths.isEmpty { return [paths] }
        return variables["HOME"].map { ["\($0)/.kube/config"] } ?? []
    }
}

/// A file without a name that programs of this user may read as long as it is held.
final class MemoryFile: Sendable {
    private let descriptor: Int32

    init(_ name: String, _ content: [UInt8]) throws(ConnectionError) {
        descriptor = swiftplay_memory_file(name)
        var rest = content[...]
        while descriptor >= 0, !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
        guard descriptor >= 0, rest.isEmpty else {
            throw ConnectionError(.connect, "no memory for \(name): \(String(cString: strerror(errno)))")
        }
    }

    deinit { close(descriptor) }

    var path: String { "/proc/\(getpid())/fd/\(descriptor)" }
}
