import Diagnostics
import Values

/// The merged configuration of one scenario: defaults, base configs, molecule.yml.
///
/// Types are checked where a value is used, so that what nothing reads does no harm.
struct ScenarioConfig: Sendable {
    /// The scenario file.
    let file: String
    var data: Dict
    /// What is doubtful in the files.
    let warnings: [Diagnostic]

    /// - Parameters:
    ///   - bases: config files that lie below, in order; those that are not there are left out.
    ///   - variables: for placeholders.
    init(file: String, bases: [String], variables: [String: String]) throws(Diagnostic) {
        self.file = file
        var merged: Dict = [:]
        var warnings: [Diagnostic] = []
        for path in bases.filter(Disk.exists) + [file] {
            let document = try ScenarioDocument(path: path, variables: variables)
            try LegacyKeys.check(document)
            warnings += KnownKeys.warnings(for: document)
            merged = merged.merged(with: LegacyKeys.moved(document.data))
        }
        self.warnings = warnings
        data = ScenarioDefaults.data(scenario: Discovery.scenarioName(of: file)).merged(with: merged)
    }

    var name: String { data.value("scenario", "name")?.plainText ?? Discovery.scenarioName(of: file) }
    /// Where the scenario file stands, links in its path not resolved.
    var directory: String { FilePath.parent(file) }

    /// The driver that the file names.
    var driverName: String { text("driver", "name") ?? "default" }

    func text(_ path: String...) -> String? { value(path).flatMap { $0.isNone ? nil : $0.plainText } }

    func flag(_ path: String...) -> Bool { value(path)?.isTrue ?? false }

    func dict(_ path: String...) throws(Diagnostic) -> Dict {
        guard let value = value(path), !value.isNone else { return [:] }
        guard let mapping = value.mapping else { throw mismatch(path, "a dictionary", value) }
        return mapping
    }

    func texts(_ path: String...) throws(Diagnostic) -> [String] {
        guard let value = value(path), !value.isNone else { return [] }
        if let text = value.text { return [text] }
        guard let texts = value.texts else { throw mismatch(path, "a list", value) }
        return texts
    }

    /// The platforms that the scenario wants.
    func platforms() throws(Diagnostic) -> [Platform] {
        guard let value = value(["platforms"]), !value.isNone else { return [] }
        guard let entries = value.sequence else { throw mismatch(["platforms"], "a list", value) }
        var platforms: [Platform] = []
        for (index, entry) in entries.enumerated() {
            guard let keys = entry.mapping else { throw mismatch(["platforms[\(index)]"], "a dictionary", entry) }
            guard let name = keys["name"], !name.isNone, !name.plainText.isEmpty else {
                throw Diagnostic("platforms[\(index)] has no name in \(file)")
            }
            guard !platforms.contains(where: { $0.name == name.plainText }) else {
                throw Diagnostic("there are two platforms called '\(name.plainText)' in \(file)")
            }
            platforms.append(
                Platform(
                    name: name.plainText, groups: keys["groups"]?.texts ?? [], children: keys["children"]?.texts ?? [],
                    keys: keys))
        }
        return platforms
    }

    /// `verifier`, which may be a list.
    func verifiers() throws(Diagnostic) -> [Dict] {
        let value = value(["verifier"]) ?? .dict([:])
        if let list = value.sequence {
            let defaults = ScenarioDefaults.data(scenario: name).dict("verifier")
            var all: [Dict] = []
            for entry in list {
                guard let dict = entry.mapping else { throw mismatch(["verifier"], "a list of dictionaries", value) }
                all.append(defaults.merged(with: dict))
            }
            return all
        }
        guard let dict = value.mapping else { throw mismatch(["verifier"], "a dictionary", value) }
        return [dict]
    }

    private func value(_ path: [String]) -> Value? {
        var value: Value = .dict(data)
        for key in path {
            guard let next = value.mapping?[.string(key)] else { return nil }
            value = next
        }
        return value
    }

    private func mismatch(_ path: [String], _ wanted: String, _ value: Value) -> Diagnostic {
        Diagnostic("\(path.joined(separator: ".")) must be \(wanted), it is a \(value.typeName), in \(file)")
    }
}
