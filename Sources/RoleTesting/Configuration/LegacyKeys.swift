import Diagnostics
import Values
import YAML

/// Keys of `provisioner` that have their place under `ansible` by now.
struct LegacyKeys {
    private static let places: KeyValuePairs<String, [String]> = [
        "ansible_args": ["ansible", "executor", "args", "ansible_playbook"],
        "config_options": ["ansible", "cfg"],
        "env": ["ansible", "env"],
        "playbooks": ["ansible", "playbooks"],
    ]

    /// The data with legacy keys moved. What stands in its new place of the same file as well is an error there.
    static func moved(_ data: Dict) -> Dict {
        var data = data
        var provisioner = data.dict("provisioner")
        for (key, path) in places {
            guard let value = provisioner.removeValue(forKey: .string(key)) else { continue }
            let present = path.dropLast().reduce(data) { $0.dict($1) }[.string(path.last ?? "")]
            if let old = present?.mapping, let new = value.mapping {
                data.set(.dict(old.merged(with: new)), at: path[...])
            } else {
                data.set(value, at: path[...])
            }
        }
        if data["provisioner"] != nil { data["provisioner"] = .dict(provisioner) }
        return data
    }

    /// Throws where one file says the same thing in both places.
    static func check(_ document: ScenarioDocument) throws(Diagnostic) {
        let provisioner = document.data.dict("provisioner")
        for (key, path) in places where provisioner[.string(key)] != nil {
            let holder = path.dropLast().reduce(document.data) { $0.dict($1) }
            guard holder[.string(path.last ?? "")] != nil else { continue }
            throw Diagnostic(
                "provisioner.\(key) and \(path.joined(separator: ".")) say the same thing twice in \(document.path).",
                at: document.node.map { document.place($0.span) }, help: "Keep \(path.joined(separator: ".")).")
        }
    }
}
