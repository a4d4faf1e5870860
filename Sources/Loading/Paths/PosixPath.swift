import Glibc
import System

/// Python's os.path on POSIX systems.
package enum PosixPath {
    package static func basename(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return path }
        return String(path[path.index(after: slash)...])
    }

    package static func dirname(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        let head = path[...slash]
        let trimmed = head.trimmingSuffix("/")
        return String(trimmed.isEmpty ? head : trimmed)
    }

    package static func isAbsolute(_ path: String) -> Bool { path.hasPrefix("/") }

    package static func join(_ parts: [String]) -> String {
        var path = parts.first ?? ""
        for part in parts.dropFirst() {
            if part.hasPrefix("/") {
                path = part
            } else if path.isEmpty || path.hasSuffix("/") {
                path += part
            } else {
                path += "/" + part
            }
        }
        return path
    }

    package static func join(_ parts: String...) -> String { join(parts) }

    /// The path without `.`, `..` and doubled slashes, by its text alone.
    package static func normalized(_ path: String) -> String { PathParts.normalized(path) }

    package static func absolute(_ path: String) -> String {
        normalized(isAbsolute(path) ? path : join(LocalFile.currentDirectory, path))
    }

    /// The path with symbolic links resolved; what does not exist is kept.
    package static func real(_ path: String) -> String {
        var resolved = "", pending = Array(absolute(path).split(separator: "/").reversed().map(String.init))
        var hops = 0
        while let part = pending.popLast() {
            if part == ".." {
                resolved = dirname(resolved)
                if resolved == "/" { resolved = "" }
                continue
            }
            if part == "." || part.isEmpty { continue }
            let candidate = resolved + "/" + part
            guard hops < 40, let target = LocalFile.linkTarget(candidate) else {
                resolved = candidate
                continue
            }
            hops += 1
            if isAbsolute(target) { resolved = "" }
            pending += target.split(separator: "/").reversed().map(String.init)
        }
        return resolved.isEmpty ? "/" : resolved
    }

    package static func relative(_ path: String, to start: String) -> String {
        let from = absolute(start).split(separator: "/"), to = absolute(path).split(separator: "/")
        let shared = zip(from, to).prefix { $0 == $1 }.count
        let parts = [Substring](repeating: "..", count: from.count - shared) + to[shared...]
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    /// The path without and its last suffix; leading dots of the name begin no suffix.
    package static func splitExtension(_ path: String) -> (root: String, suffix: String) {
        let name = basename(path)
        let bare = name.drop { $0 == "." }
        guard let dot = bare.lastIndex(of: ".") else { return (path, "") }
        let suffix = String(bare[dot...])
        return (String(path.dropLast(suffix.count)), suffix)
    }

    package static func expandUser(_ path: String, environment: [String: String]) -> String {
        guard path.hasPrefix("~") else { return path }
        let name = path.dropFirst().prefix { $0 != "/" }
        let home = name.isEmpty ? environment["HOME"] ?? LocalFile.home(of: nil) : LocalFile.home(of: String(name))
        guard let home else { return path }
        let expanded = String(home.trimmingSuffix("/")) + String(path.dropFirst(1 + name.count))
        return expanded.isEmpty ? "/" : expanded
    }

    /// `$name` and `${name}` replaced where the environment has them.
    package static func expandVariables(_ path: String, environment: [String: String]) -> String {
        var result = "", rest = path[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            let name: Substring, after: Substring
            if rest.first == "{", let end = rest.firstIndex(of: "}") {
                name = rest[rest.index(after: rest.startIndex)..<end]
                after = rest[rest.index(after: end)...]
            } else {
                name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
                after = rest[name.endIndex...]
            }
            if let value = environment[String(name)], !name.isEmpty {
                result += value
                rest = after
            } else {
                result += "$"
            }
        }
        return result + rest
    }

    package struct Failure: Error { package let message: String }

    package static func common(_ paths: [String]) -> Result<String, Failure> {
        guard let first = paths.first else {
            return .failure(Failure(message: "commonpath() arg is an empty sequence"))
        }
        guard paths.allSatisfy({ isAbsolute($0) == isAbsolute(first) }) else {
            return .failure(Failure(message: "Can't mix absolute and relative paths"))
        }
        let split = paths.map { $0.split(separator: "/").filter { $0 != "." } }
        var shared = split.first ?? []
        for parts in split { shared = Array(zip(shared, parts).prefix { $0 == $1 }.map(\.0)) }
        return .success((isAbsolute(first) ? "/" : "") + shared.joined(separator: "/"))
    }
}

extension StringProtocol {
    /// Without all `character`s at its end.
    package func trimmingSuffix(_ character: Character) -> SubSequence {
        var rest = self[...]
        while rest.last == character { rest = rest.dropLast() }
        return rest
    }
}
