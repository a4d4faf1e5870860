import Glibc
import System

/// What COPY or ADD takes where.
struct LayerCopy: Sendable {
    var sources: [String]
    /// Texts of here-documents, for the sources that are marks of such.
    var documents: [String]
    var target: String
    /// Whether archives are unpacked.
    var unpacks: Bool
    /// The image whose files they are; nil takes them from the context.
    var image: HostImage?
    var owner: String?
    var mode: String?

    init(sources: [String], documents: [String], target: String, unpacks: Bool) {
        self.sources = sources
        self.documents = documents
        self.target = target
        self.unpacks = unpacks
    }

    /// Where the sources are while the copy is made, and the script that makes it.
    static let place = "/dev/.context"

    var script: String {
        let target = ShellQuote.quoted(target)
        // One plain file may get a new name; everything else goes into a directory.
        let isFolder = self.target.hasSuffix("/") || sources.count > 1
        var lines = ["set -e", isFolder ? "mkdir -p \(target)" : "mkdir -p \"$(dirname \(target))\""]
        if let owner { lines.append("owner=\(ShellQuote.quoted(owner))") }
        lines.append(
            """
            put() { cp -dR --preserve=mode,timestamps,links,xattr "$1" "$2"\(mode.map { "; chmod -R \(ShellQuote.quoted($0)) \"$3\"" } ?? "")
            \(owner == nil ? "chown -R -h 0:0 \"$3\"" : "chown -R -h \"$owner\" \"$3\""); }
            """)
        var documents = documents.makeIterator()
        for source in sources {
            if source.hasPrefix("<<"), let document = documents.next() {
                let name = source.dropFirst(2).filter { !"-\"'".contains($0) }
                let file = isFolder ? "\(target)/\(ShellQuote.quoted(name))" : target
                lines.append("cat >\(file) <<'SWIFTPLAY_TEXT'\n\(document)SWIFTPLAY_TEXT")
                if let mode { lines.append("chmod \(ShellQuote.quoted(mode)) \(file)") }
                if owner != nil { lines.append("chown \"$owner\" \(file)") }
                continue
            }
            let pattern = Self.globbed("\(Self.place)/\(source)")
            let unpack = """
                if \(unpacks ? "tar tf \"$f\" >/dev/null 2>&1" : "false"); then mkdir -p \(target); tar xf "$f" -C \(target); continue; fi
                """
            lines.append(
                """
                for f in \(pattern); do
                [ -e "$f" ] || [ -L "$f" ] || { echo "$(basename "$f"): not found in the build context" >&2; exit 1; }
                if [ -d "$f" ]; then mkdir -p \(target); for g in "$f"/* "$f"/.[!.]* "$f"/..?*; do [ -e "$g" ] || [ -L "$g" ] || continue; put "$g" \(target)/ \(target)/"$(basename "$g")"; done; continue; fi
                \(unpack)
                if \(isFolder) || [ -d \(target) ]; then put "$f" \(target)/ \(target)/"$(basename "$f")"; else put "$f" \(target) \(target); fi
                done
                """)
        }
        return lines.joined(separator: "\n")
    }

    /// The digest of all that is copied from the context.
    func digest(in context: String) throws(HostError) -> String {
        var digest = Digest(.sha256)
        for source in sources where !source.hasPrefix("<<") {
            var found = glob_t()
            defer { globfree(&found) }
            let bare = source.drop { $0 == "/" }
            guard !bare.split(separator: "/").contains("..") else {
                throw HostError("\(source) is outside of the build context")
            }
            guard glob("\(context)/\(bare)", 0, nil, &found) == 0 else {
                throw HostError("\(source): not found in the build context \(context)")
            }
            for index in 0..<Int(found.gl_pathc) {
                if let path = found.gl_pathv[index] { add(String(cString: path), to: &digest) }
            }
        }
        return digest.finish()
    }

    private func add(_ path: String, to digest: inout Digest) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        digest.update("\(path.split(separator: "/").last ?? "")\0\(status.st_mode)\0".utf8)
        switch status.st_mode & S_IFMT {
        case S_IFDIR: for name in Files.names(in: path) { add("\(path)/\(name)", to: &digest) }
        case S_IFLNK: digest.update((Files.link(path) ?? "").utf8)
        default: digest.update(Files.read(path) ?? [])
        }
    }

    /// Quoted but for the characters of patterns.
    private static func globbed(_ word: String) -> String {
        var text = ""
        for character in word {
            text += "*?[]".contains(character) ? String(character) : ShellQuote.quoted(String(character))
        }
        return text
    }
}
