import Modules
import System
import Values

/// What dpkg and apt know about packages.
struct AptCache<Base: System>: Sendable {
    let machine: Machine<Base>
    let environment: [String: String]
    /// Preferred over the others when candidates are chosen.
    let release: String?

    /// One package's state.
    struct Status: Sendable {
        var isInstalled = false
        /// Removed, but its configuration is still there.
        var hasLeftovers = false
        var version: String?
    }

    /// By the names given; what dpkg has never seen is left out.
    func status(of names: [String]) async throws(ModuleFailure) -> [String: Status] {
        guard !names.isEmpty else { return [:] }
        let format = "${Package}\\t${Architecture}\\t${Version}\\t${db:Status-Status}\\n"
        let own = await ownArchitecture(among: names)
        // dpkg finds a package for all architectures under none but `all`.
        let asked = names.map { name in
            name.cut(at: ":").map { $0.after == own ? $0.before : name } ?? name
        }
        let result = try await machine.run(["dpkg-query", "-W", "-f", format] + asked, environment: environment)
        var found: [String: Status] = [:]
        for line in result.text.lines {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 4 else { continue }
            let status = Status(
                isInstalled: fields[3] == "installed", hasLeftovers: fields[3] == "config-files", version: fields[2])
            var keys = [fields[0], "\(fields[0]):\(fields[1])"]
            if fields[1] == "all", let own { keys.append("\(fields[0]):\(own)") }
            for name in keys where found[name]?.isInstalled != true { found[name] = status }
        }
        return found
    }

    /// The version apt would install, and all it could, the highest first.
    struct Policy: Sendable {
        var candidate: String?
        var versions: [String] = []
    }

    func policies(of names: [String]) async throws(ModuleFailure) -> [String: Policy] {
        guard !names.isEmpty else { return [:] }
        let preference = release.map { ["-o", "APT::Default-Release=\($0)"] } ?? []
        let result = try await machine.run(["apt-cache"] + preference + ["policy"] + names, environment: environment)
        guard result.succeeded else { throw ModuleFailure(result.errorText.trimmed()) }
        let own = await ownArchitecture(among: names)
        var policies: [String: Policy] = [:]
        var name = ""
        for line in result.text.lines {
            let words = line.words
            if line.first?.isWhitespace == false {
                name = line.droppingTrailing(":")
                policies[name] = Policy()
            } else if words.count == 2, words[0] == "Candidate:" {
                policies[name]?.candidate = words[1] == "(none)" ? nil : words[1]
            } else if isVersion(line, words) {
                policies[name]?.versions.append(words[0] == "***" ? words[1] : words[0])
            }
        }
        // apt names a package of the machine's own architecture, or of all of them, without it.
        for asked in names where policies[asked] == nil {
            guard let own, let (name, architecture) = asked.cut(at: ":") else { continue }
            if architecture == own || architecture == "all" { policies[asked] = policies[name] }
        }
        return policies
    }

    /// The machine's own architecture, where one of `names` has one (`libc6:amd64`).
    private func ownArchitecture(among names: [String]) async -> String? {
        guard names.contains(where: { $0.contains(":") }) else { return nil }
        return await machine.output(["dpkg", "--print-architecture"])?.trimmed()
    }

    /// A version's line is indented by five places, or marked `***`; those of its sources are indented deeper.
    private func isVersion(_ line: String, _ words: [String]) -> Bool {
        words.count >= 2 && (line.hasPrefix(" *** ") || line.hasPrefix("     ") && !line.hasPrefix("      "))
    }

    /// The packages that provide a virtual one.
    func providers(of name: String) async throws(ModuleFailure) -> [String] {
        let result = try await machine.run(["apt-cache", "showpkg", name], environment: environment)
        guard let start = result.text.firstOccurrence(of: "Reverse Provides:") else { return [] }
        var names: [String] = []
        for line in result.text[start.upperBound...].lines {
            guard let provider = line.words.first, !names.contains(provider) else { continue }
            names.append(provider)
        }
        return names
    }

    /// The names that wildcards in `specs` stand for; real packages only.
    func expand(_ specs: [AptSpec]) async throws(ModuleFailure) -> [AptSpec] {
        guard specs.contains(where: \.isPattern) else { return specs }
        let all = try await machine.run(["apt-cache", "pkgnames"], environment: environment).text.lines
        var expanded: [AptSpec] = []
        for spec in specs {
            guard spec.isPattern else {
                expanded.append(spec)
                continue
            }
            let names = all.filter { Wildcard.matches($0, spec.name) }.sorted()
            let policies = try await policies(of: names)
            let real = names.filter { policies[$0]?.versions.isEmpty == false }
            guard !real.isEmpty else { throw ModuleFailure("No package(s) matching '\(spec.name)' available") }
            expanded += real.map { AptSpec($0) }
        }
        return expanded
    }

    /// Names of `names` that apt has as installed automatically.
    func automatic(among names: [String]) async -> [String] {
        guard let text = await machine.text("/var/lib/apt/extended_states") else { return [] }
        var marked: Set<String> = []
        for fields in Deb822.paragraphs(text) where fields["Auto-Installed"] == "1" {
            guard let name = fields["Package"] else { continue }
            marked.formUnion([name, "\(name):\(fields["Architecture"] ?? "")"])
        }
        return names.filter(marked.contains)
    }

    /// Seconds since 1970 of the last update of the lists.
    func updateTime() async -> Double {
        for path in ["/var/lib/apt/periodic/update-success-stamp", "/var/lib/apt/lists"] {
            if let info = await machine.info(path) { return info.modified }
        }
        return 0
    }
}
