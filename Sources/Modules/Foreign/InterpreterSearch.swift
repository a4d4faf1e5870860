import System

/// Finds on the target what is to run a module.
struct InterpreterSearch<Base: System>: Sendable {
    /// Where Python stands where nothing else is known.
    private static var fallback: String { "/usr/bin/python3" }

    let system: Base

    struct Found: Sendable {
        /// The command's words; empty for a program that needs none.
        var words: [String]
        /// The interpreters that were discovered, the chosen one first; nil where the command was told.
        var discovered: [String]?
        /// The command that was told and is not there.
        var missing: String?
    }

    func find(_ interpreter: Interpreter) async -> Found {
        switch interpreter {
        case .itself: return Found(words: [])
        case .command(let command):
            let words = (try? ShellWords.split(command)) ?? [command]
            let isThere = if let name = words.first { await path(of: name) != nil } else { false }
            return Found(words: words, missing: isThere ? nil : command)
        case .discovered(let candidates):
            var found: [String] = []
            for candidate in candidates { if let path = await path(of: candidate) { found.append(path) } }
            return Found(words: [found.first ?? Self.fallback], discovered: found)
        }
    }

    /// Whether there is any Python at all.
    func hasPython() async -> Bool {
        for name in [Self.fallback, "python3", "/usr/local/bin/python3", "/usr/libexec/platform-python"] {
            if await path(of: name) != nil { return true }
        }
        return false
    }

    private func path(of name: String) async -> String? {
        guard let path = (try? await system.which(name, extra: [])) ?? nil else { return nil }
        return (try? await system.mayAccess(path, mode: 1)) == true ? path : nil
    }
}
