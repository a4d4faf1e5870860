import Modules
import System

/// What the release file of a Debian machine, or of one built on Debian, says.
struct DebianRelease {
    let path: String
    let text: String

    /// A relative of Debian's: the words that give it away, its name, where its release and version stand.
    private struct Relative {
        let marks: [String]
        let name: String
        var release: String?
        var hasVersion = false
    }

    private static let relatives = [
        Relative(marks: ["Ubuntu"], name: "Ubuntu"), Relative(marks: ["SteamOS"], name: "SteamOS"),
        Relative(marks: ["Kali"], name: "Kali", release: "DISTRIB_RELEASE"),
        Relative(marks: ["Parrot"], name: "Parrot", release: "DISTRIB_RELEASE"),
        Relative(marks: ["Devuan"], name: "Devuan", release: "PRETTY_NAME", hasVersion: true),
        Relative(marks: ["Cumulus"], name: "Cumulus Linux", release: "VERSION", hasVersion: true),
        Relative(marks: ["Mint"], name: "Linux Mint", hasVersion: true),
        Relative(marks: ["UOS", "Uos", "uos"], name: "Uos", release: "VERSION_CODENAME", hasVersion: true),
        Relative(marks: ["Deepin", "deepin"], name: "Deepin", release: "VERSION_CODENAME", hasVersion: true),
        Relative(marks: ["LMDE"], name: "Linux Mint Debian Edition"),
    ]

    func parse(_ distribution: inout Distribution, _ machine: Machine<some System>) async -> Bool {
        if text.has("Debian") || text.has("Raspbian") {
            distribution.name = "Debian"
            if let name = text.setting("PRETTY_NAME"), let inner = parenthesized(name) { distribution.release = inner }
            let numbers = (await machine.word("/etc/debian_version") ?? "").split(separator: ".")
            if numbers.count > 1, numbers[0].allSatisfy(\.isNumber) {
                distribution.minor = String(numbers[1].prefix { $0.isNumber })
            }
            return true
        }
        guard let relative = Self.relatives.first(where: { $0.marks.contains { text.has($0) } }) else { return false }
        distribution.name = relative.name
        if let release = relative.release.flatMap({ text.setting($0) }) {
            distribution.release =
                relative.release == "PRETTY_NAME" ? parenthesized(release) ?? release.words.last ?? "" : release
        }
        if relative.hasVersion, let version = text.setting("VERSION_ID") {
            distribution.version = version
            distribution.major = relative.name == "Devuan" ? version : version.cut(at: ".")?.before ?? version
        }
        return true
    }

    private func parenthesized(_ text: String) -> String? { text.cut(at: "(")?.after.cut(at: ")")?.before }
}
