import Diagnostics
import Hosts
import Regex
import Values
import YAML

/// The images that stand for others here: the built-in table, and before it `images:` of the user's `swiftplay/config.yml`
/// in `$XDG_CONFIG_HOME` or `~/.config`.
///
///     images:
///       'registry.example.com/base:12': bookworm
///       'app-.*': {suite: trixie, init: true}
enum HostImages {
    static func table(environment: [String: String]) throws(Diagnostic) -> ImageTable {
        var table = ImageTable()
        let base = environment["XDG_CONFIG_HOME"] ?? environment["HOME"].map { "\($0)/.config" }
        guard let path = base.map({ "\($0)/swiftplay/config.yml" }), let text = Disk.text(path) else { return table }
        let file = try ValueBuilder(trusted: false).value(ofFile: SourceFile(name: path, text: text))
        let images = file.mapping?["images"]?.mapping ?? [:]
        for (pattern, value) in images {
            let suite = value.mapping?["suite"]?.text ?? value.text
            guard let suite else { throw Diagnostic("\(path): images: \(pattern.plainText) names no suite") }
            do {
                let hasInit = value.mapping?["init"]?.isTrue ?? false
                table.add(try Regex(pattern.plainText), .init(Suite(named: suite), hasInit: hasInit))
            } catch {
                throw Diagnostic("\(path): images: \(pattern.plainText) is no regular expression: \(error)")
            }
        }
        return table
    }
}
