/// Python's ntpath, for paths of Windows hosts.
package enum WindowsPath {
    /// The drive letter or UNC share, and the rest.
    package static func splitDrive(_ path: String) -> (drive: String, rest: String) {
        let letters = Array(path)
        guard letters.count >= 2 else { return ("", path) }
        let plain = letters.map { $0 == "/" ? "\\" : $0 }
        if plain[0] == "\\", plain[1] == "\\" {
            let start = String(plain.prefix(8)).uppercased() == "\\\\?\\UNC\\" ? 8 : 2
            guard let host = plain[start...].firstIndex(of: "\\") else { return (path, "") }
            guard let share = plain[(host + 1)...].firstIndex(of: "\\") else { return (path, "") }
            return (String(letters[..<share]), String(letters[share...]))
        }
        guard plain[1] == ":" else { return ("", path) }
        return (String(letters[..<2]), String(letters[2...]))
    }

    package static func basename(_ path: String) -> String { split(path).tail }
    package static func dirname(_ path: String) -> String { split(path).head }

    private static func split(_ path: String) -> (head: String, tail: String) {
        let (drive, rest) = splitDrive(path)
        let slash = rest.lastIndex { $0 == "/" || $0 == "\\" }
        guard let slash else { return (drive, rest) }
        let head = rest[...slash], tail = rest[rest.index(after: slash)...]
        var trimmed = head
        while let last = trimmed.last, last == "/" || last == "\\" { trimmed = trimmed.dropLast() }
        return (drive + (trimmed.isEmpty ? head : trimmed), String(tail))
    }
}
