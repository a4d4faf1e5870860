import Modules
import Values

/// What `pip` is asked for: a name with optional extras and version rules, or an address.
struct PythonRequirement: Sendable {
    let text: String
    /// By PEP 503: lower case, runs of `-`, `_` and `.` as one dash. Empty for an address.
    let name: String
    private let rules: [(comparison: String, version: String)]

    private static let comparisons = ["===", "~=", ">=", "<=", "==", "!=", ">", "<"]

    init(_ text: String) {
        let isAddress = text.contains("/") || text.contains("@")
        let bare = text.prefix { !"<>=!~[; ".contains($0) }
        name = isAddress ? "" : Self.canonical(String(bare))
        let specifiers = isAddress ? "" : String(text.dropFirst(bare.count).prefix { $0 != ";" })
        let version =
            specifiers.lastIndex(of: "]").map { String(specifiers[specifiers.index(after: $0)...]) } ?? specifiers
        let rules: [(comparison: String, version: String)] = version.split(separator: ",").compactMap { part in
            let rule = part.trimmed()
            guard let comparison = Self.comparisons.first(where: rule.hasPrefix) else { return nil }
            return (comparison, rule.dropFirst(comparison.count).trimmed())
        }
        self.rules = rules
        // Several rules are written in their order as texts, as Python's packaging library writes them.
        guard rules.count > 1, !text.contains(";") else {
            self.text = text
            return
        }
        self.text =
            text.dropLast(version.count) + rules.map { $0.comparison + $0.version }.sorted().joined(separator: ",")
    }

    static func canonical(_ name: String) -> String {
        name.lowercased().split { $0 == "-" || $0 == "_" || $0 == "." }.joined(separator: "-")
    }

    var hasVersion: Bool { !rules.isEmpty }
    var isRepository: Bool { ["svn+", "git+", "hg+", "bzr+"].contains { text.hasPrefix($0) } }

    /// Refuses an address by which a program of version control would take a command or an option: pip hands on what
    /// follows `git+` and the like, the revision after `@` and the host.
    func refuseCommands() throws(ModuleFailure) {
        let starts = ["svn+", "git+", "hg+", "bzr+"].compactMap { text.firstOccurrence(of: $0) }
        guard let start = starts.first else { return }
        let address = String(text[start.upperBound...])
        if GitAddress.runsProgram(address) {
            throw ModuleFailure("The requirement '\(text)' names a program to run, not a package.")
        }
        if address.hasPrefix("-") || address.has("://-") || address.has("@-") {
            throw ModuleFailure("The requirement '\(text)' would hand an option to the program that fetches it.")
        }
    }

    func with(version: String) -> PythonRequirement {
        let version = version.trimmed()
        return PythonRequirement(version.first?.isNumber == true ? "\(text)==\(version)" : text + version)
    }

    /// Names with their version rules joined again where a comma separated them.
    static func list(_ names: [String]) -> [PythonRequirement] {
        var joined: [String] = []
        var isOpen = false
        for part in names.flatMap({ $0.split(separator: ",").map(String.init) }) {
            let isRule = comparisons.contains { part.trimmed().hasPrefix($0) }
            if isRule || isOpen, let last = joined.popLast() {
                joined.append("\(last),\(part)")
            } else {
                joined.append(part)
            }
            if part.contains("[") { isOpen = true }
            if part.contains("]") { isOpen = false }
        }
        return joined.map { PythonRequirement($0.trimmed()) }
    }

    func isMet(by package: String, version: String) -> Bool {
        guard !name.isEmpty, Self.canonical(package) == name else { return false }
        return rules.allSatisfy { rule in
            let order = PythonVersion(version).order(PythonVersion(rule.version))
            switch rule.comparison {
            case "==", "===":
                return rule.version.hasSuffix(".*") ? version.hasPrefix(rule.version.dropLast()) : order == 0
            case "!=": return rule.version.hasSuffix(".*") ? !version.hasPrefix(rule.version.dropLast()) : order != 0
            case ">=": return order >= 0
            case "<=": return order <= 0
            case ">": return order > 0
            case "<": return order < 0
            default:
                let family = rule.version.split(separator: ".").dropLast().joined(separator: ".")
                return order >= 0 && (version == family || version.hasPrefix("\(family)."))
            }
        }
    }
}
