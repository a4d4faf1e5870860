public import Diagnostics
public import Values

/// The name of a play and the patterns of its hosts, rendered: what runs and listings begin a play with.
///
/// An empty pattern never means all hosts: a list without patterns selects no hosts, and an empty text, `omit` or a null in
/// place of a pattern is an error, as it is in ansible-core.
public struct PlayHeading: Sendable {
    /// The play's name, or its hosts where it has none.
    public let name: String
    /// The patterns of `hosts`, none of them blank.
    public let patterns: [String]

    /// - Parameter render: renders a value with the variables that are known before the play has hosts.
    /// - Throws: what is wrong with the name or the hosts, as an error of content (exit status 4).
    public init(_ play: Play, render: (Value) throws(Diagnostic) -> Value) throws(Diagnostic) {
        let hosts = try Self.rendered("hosts", play.keywords.hosts, render)
        let items = hosts.sequence.map { $0.filter { !Self.isOmit($0) } } ?? [hosts]
        patterns = try items.map { item throws(Diagnostic) in
            try Self.pattern(item, of: play)
        }
        let name = try play.name.map { name throws(Diagnostic) in try Self.rendered("name", name, render) }
        self.name = name.flatMap(Self.title) ?? Self.title(ofHosts: hosts, as: play.keywords.hosts)
    }

    private static func rendered(
        _ keyword: String, _ value: Value, _ render: (Value) throws(Diagnostic) -> Value
    ) throws(Diagnostic) -> Value {
        do throws(Diagnostic) {
            return try render(value)
        } catch {
            var error = error.asParseError
            error.message = "Error processing keyword '\(keyword)': \(error.message)"
            throw error
        }
    }

    private static func pattern(_ item: Value, of play: Play) throws(Diagnostic) -> String {
        guard let text = item.isNone || isOmit(item) ? "" : item.text else {
            throw problem("Keyword 'hosts' items must be of type 'str', not '\(item.typeName)'.", play)
        }
        guard !text.allSatisfy(\.isWhitespace) else {
            throw problem("Keyword 'hosts' is required, and cannot have empty values.", play)
        }
        return text
    }

    private static func isOmit(_ value: Value) -> Bool {
        if case .object(let object) = value { object.typeName == "Omit" } else { false }
    }

    private static func problem(_ text: String, _ play: Play) -> Diagnostic {
        var error = Diagnostic("Error processing keyword 'hosts': \(text)", at: play.keywords.hostsSpan ?? play.span)
        error.isParseError = true
        return error
    }

    private static func title(_ value: Value) -> String? {
        guard !value.isNone, let text = try? value.string(), !text.isEmpty else { return nil }
        return text
    }

    /// Hosts written as a list are joined; a template in place of them shows what it gave.
    private static func title(ofHosts hosts: Value, as written: Value) -> String {
        guard written.sequence != nil, let items = hosts.sequence else { return title(hosts) ?? "" }
        return items.filter { !isOmit($0) }.compactMap(title).joined(separator: ",")
    }
}
