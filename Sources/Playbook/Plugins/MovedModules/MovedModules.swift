/// Modules that were part of Ansible once and belong to collections now, for machines without an ansible-core library,
/// whose own table wins.
///
/// Source: the routing that ansible-core 2.19 ships; `Tests/Oracles/moved_modules.py` writes the lists.
public enum MovedModules {
    /// The full names by the short ones.
    private static let targets: [String: String] = {
        var targets: [String: String] = [:]
        var collection = ""
        for part in [community, networks, clouds] {
            for word in part.split(whereSeparator: \.isWhitespace) {
                if word.hasSuffix(":") {
                    collection = String(word.dropLast())
                    continue
                }
                let names = word.split(separator: ">")
                targets[String(names[0])] = "\(collection).\(names[names.count - 1])"
            }
        }
        return targets
    }()

    /// The full name that a short one stands for; nil where nothing of that name has moved.
    public static func target(of name: String) -> String? { targets[name] }
}
