package import System
package import Values

/// The flags of chattr(1) that a task asks for.
package struct AttributeFlags: Sendable {
    package let path: String
    package let wanted: String

    /// Ansible's words for lsattr's letters.
    package static let words: [(letter: Character, word: String)] = [
        ("A", "noatime"), ("a", "append"), ("c", "compressed"), ("C", "nocow"), ("d", "nodump"), ("D", "dirsync"),
        ("e", "extents"), ("E", "encrypted"), ("h", "blocksize"), ("i", "immutable"), ("I", "indexed"),
        ("j", "journalled"), ("N", "inline"), ("s", "zero"), ("S", "synchronous"), ("t", "notail"),
        ("T", "blockroot"), ("u", "undelete"), ("X", "compressedraw"), ("Z", "compresseddirty"),
    ]

    package static func words(of flags: String) -> [Value] {
        flags.compactMap { letter in words.first { $0.letter == letter }.map { .string($0.word) } }
    }

    /// lsattr's answer for a file: its flags and, where it is wanted, its version, which fewer file systems have; nil
    /// where there is no lsattr or the file system cannot tell.
    package static func read(
        _ path: String, wantsVersion: Bool, on system: some System
    ) async -> (version: String, flags: String)? {
        guard let program = (try? await system.which("lsattr", extra: systemPrograms)) ?? nil,
            let result = try? await system.run(Command([program, wantsVersion ? "-vd" : "-d", path])),
            result.succeeded
        else { return nil }
        let words = result.text.words
        let place = wantsVersion ? 1 : 0
        guard words.count > place else { return nil }
        return (words[0], words[place].filter { $0 != "-" })
    }

    package func apply(
        _ changes: inout AttributeChanges, on system: some System, check: Bool
    ) async throws(ModuleFailure) -> Bool {
        var letters = wanted[...]
        var operation: Character = "="
        if let first = letters.first, first == "-" || first == "+" {
            operation = first
            letters.removeFirst()
        }
        let current = await Self.read(path, wantsVersion: false, on: system)?.flags
        guard !letters.isEmpty, (current ?? "") != letters || operation == "-",
            let program = (try? await system.which("chattr", extra: systemPrograms)) ?? nil
        else { return false }
        let change = String(operation) + letters
        changes.note("attributes", current.map { .string($0) } ?? .none, .string(change))
        if check { return true }
        let failure: String
        do {
            let result = try await system.run(Command([program, change, path]))
            if result.succeeded, result.error.isEmpty { return true }
            failure = "Error while setting attributes: \(result.text)\(result.errorText)"
        } catch { failure = error.reason }
        throw ModuleFailure("chattr failed", values: ["path": .string(path), "details": .string(failure)])
    }
}

/// Where programs of the system stand beyond PATH.
package let systemPrograms = ["/sbin", "/usr/sbin", "/usr/local/sbin"]
