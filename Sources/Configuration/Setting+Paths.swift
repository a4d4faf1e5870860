extension Setting {
    /// `value` with its paths expanded and made absolute, where this setting holds any.
    func located(_ value: String, base: String, environment: [String: String]) -> String {
        switch kind {
        case .path: Self.absolute(value, base: base, environment: environment)
        case .paths:
            value.split(separator: ":").map { Self.absolute(String($0), base: base, environment: environment) }
                .joined(separator: ":")
        case .list where name == "DEFAULT_HOST_LIST":
            value.hasSuffix(",") || (value.contains(",") && !value.contains("/"))
                ? value
                : value.split(separator: ",").map {
                    Self.absolute(Configuration.trimmed(String($0)), base: base, environment: environment)
                }.joined(separator: ",")
        default: value
        }
    }

    private static func absolute(_ path: String, base: String, environment: [String: String]) -> String {
        let path = expanded(path, environment: environment)
        return path.hasPrefix("/") ? path : "\(base)/\(path)"
    }

    /// `~` at the front is the home directory, `$NAME` and `${NAME}` are variables of the environment (kept as they
    /// are when unset).
    public static func expanded(_ path: String, environment: [String: String]) -> String {
        var text = path
        if text == "~" || text.hasPrefix("~/"), let home = environment["HOME"] { text = home + text.dropFirst() }
        guard text.contains("$") else { return text }
        var result = ""
        var rest = Substring(text)
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            let braced = rest.first == "{"
            if braced { rest.removeFirst() }
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            let after = rest[name.endIndex...]
            if let value = environment[String(name)], !name.isEmpty, !braced || after.first == "}" {
                result += value
                rest = braced ? after.dropFirst() : after
            } else {
                result += braced ? "${" : "$"
            }
        }
        return result + rest
    }
}
