import Diagnostics
import Templating
import Values

/// A role that is to be installed: where it comes from, at which version, under which name.
struct RoleRequirement {
    var source: String
    var isRepository: Bool
    var version: String?
    var name: String

    /// `source[,version[,name]]`, as words of the command line have it.
    init(word: String) {
        let parts = word.split(separator: ",", omittingEmptySubsequences: false).map {
            String($0.trimmingPrefix { $0 == " " })
        }
        self.init(
            source: parts[0], scm: nil, version: parts.count > 1 && !parts[1].isEmpty ? parts[1] : nil,
            name: parts.count > 2 ? parts[2] : nil)
    }

    /// An entry of a requirements file or of a role's dependencies.
    init?(entry: Value) {
        if let word = entry.text {
            self.init(word: word)
            return
        }
        guard let entry = entry.mapping, let source = (entry["src"] ?? entry["role"] ?? entry["name"])?.text else {
            return nil
        }
        let name = (entry["src"] == nil ? nil : entry["name"] ?? entry["role"])?.text
        self.init(
            source: source, scm: entry["scm"]?.text, version: entry["version"].flatMap { try? $0.string() }, name: name)
    }

    private init(source: String, scm: String?, version: String?, name: String?) {
        let isPrefixed = source.hasPrefix("git+")
        let bare = isPrefixed ? String(source.dropFirst(4)) : source
        self.source = bare
        isRepository =
            isPrefixed || scm == "git" || bare.hasPrefix("git@") || bare.hasSuffix(".git")
            || ["git://", "ssh://"].contains(where: bare.hasPrefix)
        self.version = version
        self.name = name ?? Self.name(of: bare)
    }

    /// The last part of a URL without its ending; anything else as it is.
    private static func name(of source: String) -> String {
        guard source.contains("://") || source.hasPrefix("git@") else { return source }
        var name = source.split(separator: "/").last.map(String.init) ?? source
        for ending in [".git", ".tar.gz"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
        return name.split(separator: ",").first.map(String.init) ?? name
    }
}
