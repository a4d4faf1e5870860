import Modules
import System

/// The one-line sources of a Debian machine, by file.
struct SourcesList: Sendable {
    static let main = "/etc/apt/sources.list"
    static let directory = "/etc/apt/sources.list.d"

    /// In the order they are read.
    private(set) var files: [(path: String, lines: [SourceLine])] = []

    init(_ machine: Machine<some System>) async {
        var paths = [Self.main]
        paths += await machine.names(in: Self.directory).filter { $0.hasSuffix(".list") }.map {
            "\(Self.directory)/\($0)"
        }
        for path in paths where await machine.isFile(path) {
            files.append((path, await machine.lines(path).map { SourceLine($0) }))
        }
    }

    var paths: [String] { files.map(\.path) }

    /// Each file with something in it, as it is to be written.
    var texts: [String: String] {
        var texts: [String: String] = [:]
        for file in files where !file.lines.isEmpty { texts[file.path] = file.lines.map(\.text).joined() }
        return texts
    }

    var enabled: [String] {
        files.flatMap { $0.lines.filter { $0.isValid && $0.isEnabled }.map(\.source) }
    }

    /// Enables the source wherever it stands; where it stands nowhere, adds it to `path`.
    mutating func add(_ source: SourceLine, to path: String) {
        var isThere = false
        for file in files.indices {
            for line in files[file].lines.indices where files[file].lines[line].isValid {
                guard files[file].lines[line].source == source.source else { continue }
                files[file].lines[line].isEnabled = true
                isThere = true
            }
        }
        if isThere { return }
        if let file = files.firstIndex(where: { $0.path == path }) {
            files[file].lines.append(source)
        } else {
            files.append((path, [source]))
        }
    }

    mutating func remove(_ source: String) {
        for file in files.indices {
            files[file].lines.removeAll { $0.isValid && $0.isEnabled && $0.source == source }
        }
    }

    /// The file a source is kept in when the task names none: its address, in letters, digits and underscores.
    static func fileName(for source: String) -> String {
        var text = source
        while let open = text.firstIndex(of: "["), let close = text[open...].firstIndex(of: "]") {
            text.removeSubrange(open...close)
        }
        let words = text.words.map { word in
            word.firstOccurrence(of: "://").map { String(word[$0.upperBound...]) } ?? word
        }.filter { $0 != "deb" && $0 != "deb-src" }
        var address = words.first ?? ""
        if let (_, rest) = address.cut(at: "@") { address = rest }
        let parts = address.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return parts.joined(separator: "_") + ".list"
    }
}
