import System
import Values

#if canImport(Glibc)
    import Glibc
#endif

/// A file that holds a vault password, or a program that prints it.
struct PasswordFile {
    static let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, 0x0B, 0x0C]
    private static let lineBreaks: Set<UInt8> = [0x0A, 0x0D]

    private let path: String
    private let id: String?
    private let isProgram: Bool

    /// Throws where there is no such file or it is a directory.
    init(_ written: String, id: String?) throws(VaultError) {
        path = PasswordFile.absolute(written)
        self.id = id
        var info = stat()
        guard stat(path, &info) == 0 else { throw VaultError("The vault password file \(path) was not found") }
        guard info.st_mode & S_IFMT != S_IFDIR else {
            throw VaultError("The vault password file provided '\(path)' can not be a directory")
        }
        isProgram = info.st_mode & 0o111 != 0
    }

    static func exists(_ path: String) -> Bool { access(absolute(path), F_OK) == 0 }

    /// With `~` and the working directory put in and `.` and `..` taken out.
    private static func absolute(_ path: String) -> String {
        var path = path
        if path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") {
            path = String(cString: home) + path.dropFirst()
        }
        if !path.hasPrefix("/"), let directory = getcwd(nil, 0) {
            path = String(cString: directory) + "/" + path
            free(directory)
        }
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    static func stripped(_ bytes: [UInt8], of set: Set<UInt8>) -> [UInt8] {
        guard let start = bytes.firstIndex(where: { !set.contains($0) }),
            let end = bytes.lastIndex(where: { !set.contains($0) })
        else { return [] }
        return Array(bytes[start...end])
    }

    /// The password; a file that is sealed itself is opened by the secrets that came before it.
    func password(openedBy vault: Vault) throws(VaultError) -> [UInt8] {
        let password: [UInt8]
        if isProgram {
            password = PasswordFile.stripped(try run(), of: PasswordFile.lineBreaks)
        } else {
            let content = PasswordFile.stripped(try read(), of: PasswordFile.blanks)
            let plain = Vault.isSealed(content) ? try vault.open(content) : content
            password = PasswordFile.stripped(plain, of: PasswordFile.lineBreaks)
        }
        guard !password.isEmpty else {
            throw VaultError("Invalid vault password was provided from \(isProgram ? "script" : "file") (\(path))")
        }
        return password
    }

    private func read() throws(VaultError) -> [UInt8] {
        let failure = VaultError("Could not read vault password file \(path.representation).")
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure }
        defer { close(descriptor) }
        guard let bytes = Self.content(of: descriptor, limit: 1 << 20) else { throw failure }
        return bytes
    }

    /// All that can be read from `descriptor`; nil where reading fails or there is more than `limit`.
    private static func content(of descriptor: Int32, limit: Int) -> [UInt8]? {
        var (content, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
        while content.count <= limit {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return content }
            if count > 0 { content += buffer[..<count] } else if errno != EINTR { return nil }
        }
        return nil
    }

    /// A program whose name ends in `-client` is told the id.
    private func run() throws(VaultError) -> [UInt8] {
        let name = path.split(separator: "/").last ?? ""
        let stem = name.lastIndex(of: ".").map { $0 == name.startIndex ? name : name[..<$0] } ?? name
        let isClient = stem.hasSuffix("-client")
        let kind = isClient ? "vault password client script" : "vault password script"
        var arguments = [path]
        if isClient, let id { arguments += ["--vault-id", id] }
        let result: ProgramOutput
        do throws(SystemError) {
            result = try ProgramOutput(of: arguments, readsInput: true, capturesErrors: isClient, limit: 1 << 20)
        } catch {
            throw VaultError(
                "Problem running \(kind) \(path) ([Errno \(error.code)] \(String(cString: strerror(error.code))): "
                    + "\(path.representation)). If this is not a script, remove the executable bit from the file.")
        }
        if result.status == 0 { return result.output }
        let shown = try? ValueBytes(result.errors).representation()
        if isClient, result.status == 2 {
            throw VaultError(
                "Vault password client script \(path) did not find a secret for vault-id=\(id ?? "None"): \(shown ?? "")"
            )
        }
        let what = isClient ? " when getting secret for vault-id=\(id ?? "None"): \(shown ?? "")" : ": None"
        throw VaultError(
            "\(kind.prefix(1).uppercased())\(kind.dropFirst()) \(path) returned non-zero (\(result.status))\(what)")
    }
}
