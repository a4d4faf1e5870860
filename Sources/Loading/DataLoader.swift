public import Diagnostics
import Synchronization
public import Values
public import YAML

/// Reads the files that an author wrote (playbooks, task lists, variables): opens vaulted ones, parses YAML and JSON,
/// and remembers what it parsed.
public final class DataLoader: Sendable {
    private struct State {
        var documents: [String: Node?] = [:]
        /// Files whose keys have been checked for duplicates.
        var checked: Set<String> = []
        var values: [String: Value] = [:]
        /// How often everything was forgotten.
        var age = 0
    }

    private let vault: (any VaultAccess)?
    private let state = Mutex(State())
    /// Where relative paths of the command line begin.
    public let currentDirectory = LocalFile.currentDirectory
    private let environment: [String: String]
    /// Takes what is doubtful in a file.
    public let report: @Sendable (Diagnostic) -> Void
    /// Makes values of what an author wrote.
    public let builder: ValueBuilder
    /// The endings of files of variables, with their dot, in order of preference (`yaml_valid_extensions`).
    public let extensions: [String]
    /// Remembers what was read, where a run wants that.
    public let log = ContentLog()

    /// - Parameters:
    ///   - vault: opens vaulted files; without it they are an error.
    ///   - environment: for `~` and `$name` in paths.
    ///   - duplicates: what to make of a key that stands twice.
    ///   - extensions: the endings of files of variables, with their dot.
    ///   - report: takes what is doubtful in a file, such as a key that stands twice.
    public init(
        vault: (any VaultAccess)? = nil, environment: [String: String] = [:],
        duplicates: ValueBuilder.DuplicateKeys = .warn, extensions: [String] = [".yml", ".yaml", ".json"],
        report: @escaping @Sendable (Diagnostic) -> Void = { _ in }
    ) {
        self.report = report
        self.extensions = extensions
        self.vault = vault
        self.environment = environment
        var open: ValueBuilder.VaultOpener?
        if let vault {
            open = { text throws(ValueError) in
                String(decoding: try vault.open(Array(text.utf8), password: nil), as: UTF8.self)
            }
        }
        builder = ValueBuilder(trusted: true, vault: open, duplicates: duplicates, warnings: report)
    }

    /// The text of a file, opened where it is vaulted.
    ///
    /// - Parameter span: what asked for the file, for the error where it cannot be read.
    public func source(at path: String, askedAt span: Span? = nil) throws(Diagnostic) -> SourceFile {
        guard let bytes = content(of: path) else { throw unreadable(path, at: span) }
        return Self.source(Self.isVaulted(bytes) ? try opened(bytes, path) : bytes, path)
    }

    private static func source(_ content: [UInt8], _ path: String) -> SourceFile {
        let hasMark = content.starts(with: [0xEF, 0xBB, 0xBF])
        return SourceFile(name: path, text: String(decoding: content[(hasMark ? 3 : 0)...], as: UTF8.self))
    }

    private static func isVaulted(_ content: [UInt8]) -> Bool { content.starts(with: "$ANSIBLE_VAULT;".utf8) }

    /// Whether the whole file is vaulted.
    public func isVaulted(_ path: String) throws(Diagnostic) -> Bool {
        guard let bytes = LocalFile.read(path) else { throw unreadable(path, at: nil) }
        return Self.isVaulted(bytes)
    }

    /// The one document of a file; nil for an empty file. Each file is parsed once.
    public func document(at path: String, askedAt span: Span? = nil) throws(Diagnostic) -> Node? {
        let document: Node?
        if let known = state.withLock({ $0.documents[path] }) {
            document = known
        } else {
            document = try YAMLParser.document(try source(at: path, askedAt: span))
        }
        let isChecked = state.withLock { state in
            state.documents[path] = .some(document)
            return !state.checked.insert(path).inserted
        }
        if !isChecked, let document { try builder.checkDuplicates(in: document) }
        return document
    }

    /// Parses, on another thread, the files that will be asked for soon. What is vaulted, is no YAML or cannot be
    /// read is left for when it is asked for.
    public func parseAhead(_ paths: @escaping @Sendable () -> [String]) {
        let age = state.withLock { $0.age }
        _Concurrency.Task.detached {
            for path in paths() {
                guard self.state.withLock({ $0.age == age && $0.documents[path] == nil }) else { continue }
                guard let bytes = self.content(of: path), !Self.isVaulted(bytes) else { continue }
                guard let document = try? YAMLParser.document(Self.source(bytes, path)) else { continue }
                self.state.withLock { if $0.age == age { $0.documents[path] = .some(document) } }
            }
        }
    }

    /// What a file says as data; nil for an empty file. Each file is turned into data once.
    public func value(at path: String, askedAt span: Span? = nil) throws(Diagnostic) -> Value? {
        if let known = state.withLock({ $0.values[path] }) { return known }
        guard let document = try document(at: path, askedAt: span) else { return nil }
        let value = try builder.value(of: document)
        state.withLock { $0.values[path] = value }
        return value
    }

    /// The files that were read so far, in order of their paths.
    public var readFiles: [String] { state.withLock { $0.checked.sorted() } }

    /// Forgets everything that was read, so that files which have changed are read again.
    public func forget() {
        state.withLock { $0 = State(age: $0.age + 1) }
    }

    /// Forgets one file.
    public func forget(_ path: String) {
        state.withLock {
            $0.documents[path] = nil
            $0.checked.remove(path)
            $0.values[path] = nil
        }
    }

    private func unreadable(_ path: String, at span: Span?) -> Diagnostic {
        if LocalFile.exists(path) {
            return Diagnostic("An error occurred while trying to read the file '\(path)'.", at: span)
        }
        var error = Diagnostic(
            "Unable to retrieve file contents. Could not find or access '\(path)' on the Ansible Controller.", at: span,
            help: "If you are using a module and expect the file to exist on the remote, see the remote_src option.")
        error.isParseError = false
        error.missingFile = path
        return error
    }

    private func opened(_ bytes: [UInt8], _ path: String) throws(Diagnostic) -> [UInt8] {
        guard let vault else {
            throw Self.sealed("Attempting to decrypt but no vault secrets found.", path)
        }
        do {
            return try vault.open(bytes, password: nil)
        } catch {
            throw Self.sealed(error.message, path)
        }
    }

    /// A file that stays closed: its content may be as good as any.
    private static func sealed(_ message: String, _ path: String) -> Diagnostic {
        var error = Diagnostic(message, notes: [.init("The file is \(path).")])
        error.isParseError = false
        return error
    }

    // MARK: Paths

    /// The bytes of a file as they stand there; nil where it cannot be read.
    public func content(of path: String) -> [UInt8]? {
        guard let bytes = LocalFile.read(path) else { return nil }
        log.note(path, bytes)
        return bytes
    }
    public func exists(_ path: String) -> Bool { LocalFile.exists(path) }
    public func isDirectory(_ path: String) -> Bool { LocalFile.isDirectory(path) }
    /// The names in a directory, sorted.
    public func names(in directory: String) -> [String] { LocalFile.names(in: directory) }
    public func parent(of path: String) -> String { PosixPath.dirname(path) }
    public func name(of path: String) -> String { PosixPath.basename(path) }
    public func join(_ parts: String...) -> String { PosixPath.join(parts) }
    public func join(_ parts: [String]) -> String { PosixPath.join(parts) }
    /// The path with all symbolic links resolved.
    public func realPath(_ path: String) -> String { PosixPath.real(path) }

    /// The absolute path that `path` means in `directory`: `~` and variables replaced, `.` and `..` taken out.
    public func path(_ path: String, in directory: String) -> String {
        let expanded = PosixPath.expandUser(
            PosixPath.expandVariables(path, environment: environment), environment: environment)
        return PosixPath.absolute(PosixPath.join(directory, expanded))
    }

    // MARK: Variable files

    /// The files that hold the variables called `name` in a directory: the first of `name` with each of the extensions
    /// that exists; a directory of that name stands for all such files in it, at any depth, in order.
    ///
    /// - Parameter given: in order of preference, with their dot; empty for none. Nil stands for the configured ones.
    public func variableFiles(
        in directory: String, named name: String, extensions given: [String]? = nil, allowDirectories: Bool = true
    ) -> [String] {
        let extensions = given ?? [""] + self.extensions
        for suffix in extensions {
            let path = PosixPath.join(directory, name + suffix)
            guard exists(path) else { continue }
            guard isDirectory(path) else { return [path] }
            if allowDirectories { return variableFiles(below: path, extensions: extensions, depth: 0) }
        }
        return []
    }

    private func variableFiles(below directory: String, extensions: [String], depth: Int) -> [String] {
        guard depth < 64 else { return [] }
        var found: [String] = []
        for name in names(in: directory) where !name.hasPrefix(".") && !name.hasSuffix("~") {
            let suffix = PosixPath.splitExtension(name).suffix
            let path = PosixPath.join(directory, name)
            if isDirectory(path) {
                if suffix.isEmpty { found += variableFiles(below: path, extensions: extensions, depth: depth + 1) }
            } else if suffix.isEmpty || extensions.contains(suffix) {
                found.append(path)
            }
        }
        return found
    }
}
