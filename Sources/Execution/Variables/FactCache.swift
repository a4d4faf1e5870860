import Configuration
import Diagnostics
import Glibc
import Loading
import Values

/// Facts that outlive the run: one JSON file a host, as Ansible's `jsonfile` cache keeps them.
///
/// The name of a file is the schema of its content, the prefix and the host: `s1_web1`. The content is a dictionary
/// whose one entry holds the facts as JSON text.
struct FactCache: FactCaching {
    private let directory: String
    private let prefix: String
    /// Seconds after which a file counts no more; 0 for never.
    private let lifetime: Int

    /// The cache that the configuration asks for; nil for memory alone.
    ///
    /// Throws for a kind of cache that there is not, and for a directory that cannot be used.
    init?(_ configuration: Configuration) throws(Diagnostic) {
        let name = configuration.string("CACHE_PLUGIN") ?? "memory"
        switch name.hasPrefix("ansible.builtin.") ? String(name.dropFirst(16)) : name {
        case "memory": return nil
        case "jsonfile": break
        default:
            throw Diagnostic(
                "The fact cache plugin '\(name)' was not found.",
                help: "memory and jsonfile are built in; others stand in cache_plugins directories and collections.")
        }
        guard let directory = configuration.string("CACHE_PLUGIN_CONNECTION"), !directory.isEmpty else {
            throw Diagnostic(
                "error, 'jsonfile' cache plugin requires the 'fact_caching_connection' config option to be set (to a "
                    + "writeable directory path)")
        }
        self.directory = directory
        prefix = configuration.string("CACHE_PLUGIN_PREFIX") ?? ""
        lifetime = configuration.int("CACHE_PLUGIN_TIMEOUT") ?? 86400
        try Self.make(directory)
    }

    private static func make(_ directory: String) throws(Diagnostic) {
        var made = ""
        for part in directory.split(separator: "/") {
            made += "/\(part)"
            if mkdir(made, 0o777) == 0 || errno == EEXIST || access(made, F_OK) == 0 { continue }
            throw Diagnostic(
                "Error in 'jsonfile' cache plugin while trying to create cache dir '\(directory)'.",
                notes: [.init(String(cString: strerror(errno)))])
        }
        guard access(directory, R_OK | W_OK | X_OK) == 0 else {
            throw Diagnostic(
                "error in 'jsonfile' cache, configured path (\(directory)) does not have necessary permissions (rwx), "
                    + "disabling plugin")
        }
    }

    private func path(_ host: String) -> String {
        "\(directory)/\(prefix)\(FactEntry.schema)\(host.split(separator: "/").joined(separator: "_"))"
    }

    /// The facts of a host; nil where there are none, or none that are young enough.
    func facts(of host: String) -> Dict? {
        let path = path(host)
        var info = stat()
        guard stat(path, &info) == 0, lifetime == 0 || time(nil) - info.st_mtim.tv_sec <= lifetime,
            let bytes = LocalFile.read(path), let file = (try? JSON.parse(bytes))?.mapping
        else { return nil }
        return FactEntry.facts(file)
    }

    /// Puts the facts of a host in place as a whole; a cache that cannot be written is none.
    func store(_ facts: Dict, of host: String) {
        guard let entry = FactEntry.entry(facts),
            let content = try? JSON.text(.dict(entry), JSONOptions(ensureASCII: true))
        else { return }
        let temporary = "\(directory)/.\(getpid())-\(host.hashValue)"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return }
        var isWritten = true
        var rest = Array(content.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                isWritten = false
                break
            }
            rest = rest.dropFirst(count)
        }
        close(descriptor)
        if !isWritten || rename(temporary, path(host)) != 0 { unlink(temporary) }
    }

    func forget(_ host: String) { unlink(path(host)) }
}
