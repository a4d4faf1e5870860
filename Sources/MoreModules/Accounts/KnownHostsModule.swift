import HostModules
import Modules
import System
import Values

/// `ansible.builtin.known_hosts`: host keys that ssh(1) trusts.
struct KnownHostsModule: Module {
    static let name = "ansible.builtin.known_hosts"
    static let arguments = ArgumentSpec([
        Option("name", required: true, aliases: ["host"]), Option("key"),
        Option("path", .path, default: "~/.ssh/known_hosts"), Option("hash_host", .bool, default: false),
        Option("state", default: "present", choices: ["absent", "present"]),
    ])

    private let arguments: Arguments
    private let host: String
    private let key: String?
    private let path: String
    private let hashes: Bool
    private let isPresent: Bool

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        host = (arguments.string("name") ?? "").lowercased()
        key = arguments.string("key").flatMap { $0.isEmpty ? nil : $0 }
        path = arguments.string("path") ?? ""
        hashes = arguments.bool("hash_host") ?? false
        isPresent = arguments.string("state") != "absent"
        if key == nil, isPresent { throw ModuleFailure("No key specified when adding a host") }
        if key != nil, host.contains(",") {
            throw ModuleFailure(
                "Comma separated list of names is not supported. "
                    + "Please pass a single name to lookup in the known_hosts file.")
        }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let program = try await machine.require("ssh-keygen")
        var line: String?
        if let key { line = try await checked(key, program, machine, context) }
        let found = try await search(line, program, machine)
        let old = await machine.textOfOwn(path)
        let new = text(after: old ?? "", found, line)
        var outcome = Outcome(values: arguments.values)
        outcome.diff = [
            Diff(
                before: .string(old ?? ""), after: .string(new), beforeHeader: old == nil ? "/dev/null" : path,
                afterHeader: path)
        ]
        if !isPresent, found.line == nil, line != nil { return outcome }
        outcome.changed = found.differs || found.isThere != isPresent
        if context.check { outcome.values = [:] }
        guard outcome.changed, !context.check else { return outcome }
        if found.isThere, line == nil {
            let result = try await machine.run([program, "-R", host, "-f", path])
            guard result.succeeded else { throw ModuleFailure(result.errorText.trimmed()) }
        } else {
            try await machine.replace(path, with: new, mode: 0o644)
        }
        return outcome
    }

    /// The key's line, its host hashed when asked, once ssh-keygen has found the host in it.
    private func checked(
        _ key: String, _ program: String, _ machine: Machine<some System>, _ context: ModuleContext
    ) async throws(ModuleFailure) -> String {
        try await machine.withTemporaryDirectory(in: context) { (directory) async throws(ModuleFailure) in
            let file = "\(directory)/key"
            let text = key.hasSuffix("\n") ? key : key + "\n"
            try await machine.attempt { base async throws(SystemError) in
                try await base.write(file, Array(text.utf8), mode: 0o600, append: false)
            }
            if try await machine.run([program, "-F", host, "-f", file]).output.isEmpty {
                throw ModuleFailure("Host parameter does not match hashed host field in supplied key")
            }
            guard hashes else { return text }
            let result = try await machine.run([program, "-H", "-f", file])
            guard result.succeeded else { throw ModuleFailure(result.errorText.trimmed()) }
            return await machine.text(file) ?? text
        }
    }

    private struct Found {
        var isThere = false
        /// Another key stands there, or none of the kind.
        var differs = false
        /// Counted from 1.
        var line: Int?
    }

    private func search(
        _ key: String?, _ program: String, _ machine: Machine<some System>
    ) async throws(ModuleFailure) -> Found {
        guard await machine.exists(path) else { return Found() }
        let result = try await machine.run([program, "-F", host, "-f", path])
        if result.output.isEmpty, result.error.isEmpty, result.status <= 1 { return Found() }
        guard result.succeeded else {
            throw ModuleFailure(
                "ssh-keygen failed (rc=\(result.status), stdout='\(result.text)',stderr='\(result.errorText)')")
        }
        guard let key else { return Found(isThere: true) }
        let new = KnownHost(key)
        var place: Int?
        for line in result.text.lines where !line.isEmpty {
            if line.hasPrefix("#") {
                // `# Host NAME found: line 7`, with `CA` after it for an authority's key.
                place = line.words.last { Int($0) != nil }.flatMap { Int($0) }
                continue
            }
            let old = KnownHost(line)
            if new.isSame(as: old) { return Found(isThere: true, line: place) }
            let isMarked = old.marker?.hasPrefix("@cert-authority") == true || old.marker?.hasPrefix("@revoke") == true
            if !isMarked, new.kind == old.kind { return Found(isThere: true, differs: true, line: place) }
        }
        return Found(isThere: true, differs: true)
    }

    private func text(after old: String, _ found: Found, _ key: String?) -> String {
        var lines = old.lines.map { $0 + "\n" }
        if !old.isEmpty, !old.hasSuffix("\n"), let last = lines.popLast() { lines.append(String(last.dropLast())) }
        if let line = found.line, lines.indices.contains(line - 1), found.differs || !isPresent {
            lines.remove(at: line - 1)
        }
        if isPresent, found.differs || found.line == nil { lines.append(key ?? "") }
        return lines.joined()
    }
}

/// The fields of a line of known_hosts that matter; comments do not.
private struct KnownHost {
    var marker: String?
    var host = ""
    var kind = ""
    var key = ""

    init(_ line: String) {
        var words = line.words
        if words.first?.hasPrefix("@") == true { marker = words.removeFirst() }
        guard words.count >= 3 else { return }
        (host, kind, key) = (words[0], words[1], words[2])
    }

    /// Two hashed hosts are the same here: ssh-keygen has matched both.
    func isSame(as other: KnownHost) -> Bool {
        let isHashed = host.hasPrefix("|1|") && other.host.hasPrefix("|1|")
        return marker == other.marker && kind == other.kind && key == other.key && (isHashed || host == other.host)
    }
}
