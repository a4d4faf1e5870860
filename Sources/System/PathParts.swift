/// A path as a directory and a name in it.
package enum PathParts {
    /// What is before the last slash, `.` where there is none, and what follows it.
    package static func of(_ path: String) -> (directory: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
    }

    /// The same without slashes at the end; nil for a path that ends in no name of its own: `/`, `.`, `a/..`.
    package static func named(_ path: String) -> (directory: String, name: String)? {
        let parts = of(String(path.reversed().drop { $0 == "/" }.reversed()))
        return [".", "..", ""].contains(parts.name) ? nil : parts
    }

    /// The path without `.`, `..` and doubled slashes, by its text alone; two leading slashes stay, as POSIX says.
    package static func normalized(_ path: String) -> String {
        guard !path.isEmpty else { return "." }
        let slashes = !path.hasPrefix("/") ? 0 : path.hasPrefix("//") && !path.hasPrefix("///") ? 2 : 1
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part != ".." || (slashes == 0 && parts.isEmpty) || parts.last == ".." {
                parts.append(part)
            } else if !parts.isEmpty {
                parts.removeLast()
            }
        }
        let text = String(repeating: "/", count: slashes) + parts.joined(separator: "/")
        return text.isEmpty ? "." : text
    }
}
