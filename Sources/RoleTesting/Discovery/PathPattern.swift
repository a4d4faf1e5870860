import Glibc

/// A pattern of paths: `*`, `?`, `[…]` within a name, `**` for any number of directories, `{a,b}` for either.
///
/// Names that begin with a dot are matched like all others.
struct PathPattern {
    let text: String

    init(_ text: String) { self.text = text }

    /// Whether it stands for more than one path.
    static func isMagic(_ text: String) -> Bool { text.contains { "*?[{".contains($0) } }

    /// Files below `directory` that match, sorted, as paths relative to it (absolute ones where the pattern is absolute).
    func files(in directory: String) -> [String] {
        var found: Set<String> = []
        for pattern in Self.alternatives(of: text) {
            let parts = pattern.split(separator: "/").map(String.init)
            walk(pattern.hasPrefix("/") ? "/" : directory, pattern.hasPrefix("/") ? "/" : "", parts[...], &found)
        }
        return found.sorted()
    }

    /// Whether a name such as `group/one` matches; `*` stands for anything, slashes too.
    func matches(_ name: String) -> Bool {
        Self.alternatives(of: text).contains { fnmatch($0, name, 0) == 0 }
    }

    private func walk(_ directory: String, _ prefix: String, _ parts: ArraySlice<String>, _ found: inout Set<String>) {
        guard let part = parts.first else { return }
        let rest = parts.dropFirst()
        if part == "**" {
            walk(directory, prefix, rest, &found)
            for name in Disk.names(in: directory) where isPlainDirectory(directory + "/" + name) {
                walk(directory + "/" + name, prefix + name + "/", parts, &found)
            }
            return
        }
        let names = Self.isMagic(part) ? Disk.names(in: directory).filter { fnmatch(part, $0, 0) == 0 } : [part]
        for name in names {
            let path = directory + "/" + name
            if rest.isEmpty {
                if Disk.isFile(path) { found.insert(prefix + name) }
            } else if Disk.isDirectory(path) {
                walk(path, prefix + name + "/", rest, &found)
            }
        }
    }

    /// `**` does not follow links, which may lead upwards.
    private func isPlainDirectory(_ path: String) -> Bool { !Disk.isLink(path) && Disk.isDirectory(path) }

    /// The patterns that the braces of one stand for.
    static func alternatives(of text: String) -> [String] {
        guard let open = text.firstIndex(of: "{") else { return [text] }
        var depth = 0
        var parts: [String] = [""]
        var index = open
        while index < text.endIndex {
            let character = text[index]
            if character == "{" { depth += 1 }
            if character == "}" { depth -= 1 }
            if depth == 0 {
                guard parts.count > 1 else { break }
                let head = String(text[..<open]), tail = String(text[text.index(after: index)...])
                return parts.flatMap { alternatives(of: head + $0 + tail) }
            }
            if character == ",", depth == 1 {
                parts.append("")
            } else if index != open {
                parts[parts.count - 1].append(character)
            }
            index = text.index(after: index)
        }
        return [text]
    }
}
