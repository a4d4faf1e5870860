package import System
package import Values

/// A mode as a task writes it: a number, octal text, or chmod(1)'s symbols.
package struct FileMode: Sendable {
    private let wanted: Value

    package init(_ wanted: Value) { self.wanted = wanted }

    /// As results show a mode: `0644`.
    package static func text(_ mode: UInt32) -> String {
        let digits = String(mode, radix: 8)
        return "0" + String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
    }

    /// The permission bits that a file with `info` is to have.
    ///
    /// Throws `mode must be in octal or symbolic form` with the cause in `details`.
    package func bits(for info: FileInfo, on system: some System) async throws(ModuleFailure) -> UInt32 {
        if case .int(let number) = wanted {
            guard let bits = UInt32(exactly: number) else { throw Self.malformed("bad mode: \(number)") }
            return bits
        }
        let text = (try? wanted.string()) ?? ""
        if case .int(let number)? = try? Value.integer(parsing: text, base: 8), let bits = UInt32(exactly: number) {
            return bits
        }
        var bits = info.mode
        for clause in text.split(separator: ",", omittingEmptySubsequences: false) {
            bits = try await apply(String(clause), to: bits, of: info, on: system)
        }
        return bits
    }

    private static func malformed(_ details: String) -> ModuleFailure {
        ModuleFailure("mode must be in octal or symbolic form", values: ["details": .string(details)])
    }

    /// One clause such as `u=rwX` or `go-w+r`.
    private func apply(
        _ clause: String, to mode: UInt32, of info: FileInfo, on system: some System
    ) async throws(ModuleFailure) -> UInt32 {
        let isOperator = { (letter: Character) in letter == "+" || letter == "-" || letter == "=" }
        let operators = clause.filter(isOperator)
        var parts = clause.split(omittingEmptySubsequences: false, whereSeparator: isOperator)
        var users = String(parts.removeFirst())
        let umask = users.isEmpty ? await Files(system).umask() : 0
        if users.isEmpty || users == "a" { users = "ugo" }
        guard users.allSatisfy({ "ugo".contains($0) }), parts.allSatisfy({ $0.allSatisfy { "rwxXstugo".contains($0) } })
        else { throw Self.malformed("bad symbolic permission for mode: \(clause)") }
        var mode = mode
        for (operation, permissions) in zip(operators, parts) {
            for user in users {
                let who = Who(user)
                let bits = who.bits(permissions, mode: mode, isDirectory: info.kind == .directory, umask: umask)
                switch operation {
                case "+": mode |= bits
                case "-": mode &= ~bits
                default: mode = mode & ~who.mask | bits
                }
            }
        }
        return mode
    }

    /// One of user, group and others.
    private struct Who {
        /// How far its three bits stand to the left of others'.
        let shift: UInt32
        let special: UInt32

        init(_ letter: Character) {
            (shift, special) = letter == "u" ? (6, 0o4000) : letter == "g" ? (3, 0o2000) : (0, 0o1000)
        }

        var mask: UInt32 { 7 << shift | special }

        func bits(_ permissions: Substring, mode: UInt32, isDirectory: Bool, umask: UInt32) -> UInt32 {
            permissions.reduce(0) { bits, letter in
                bits | one(letter, mode: mode, isDirectory: isDirectory, umask: umask)
            }
        }

        private func one(_ letter: Character, mode: UInt32, isDirectory: Bool, umask: UInt32) -> UInt32 {
            switch letter {
            case "r": 4 << shift & ~umask
            case "w": 2 << shift & ~umask
            case "x": 1 << shift & ~umask
            case "X": isDirectory || mode & 0o111 != 0 ? 1 << shift : 0
            case "s": shift == 0 ? 0 : special
            case "t": shift == 0 ? special : 0
            case "u": (mode >> 6 & 7) << shift
            case "g": (mode >> 3 & 7) << shift
            default: (mode & 7) << shift
            }
        }
    }
}
