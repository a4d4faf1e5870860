import Diagnostics
import Values
import YAML

extension Keyword {
    /// Every keyword by its name.
    static let table: [String: Keyword] = Dictionary(
        all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// Reads one entry into `draft`; throws where no keyword of that name may stand at `place`.
    static func read(_ entry: Mapping.Entry, at place: Places, into draft: inout Draft) throws(Diagnostic) {
        guard let keyword = table[entry.name], has(entry.name, at: place) else {
            throw unknown(entry, at: place, noun: draft.noun)
        }
        try keyword.read(entry.value, &draft)
        if keyword.inheritance != .none { draft.written.append(keyword) }
    }

    /// Whether a keyword of that name may stand at `place`.
    static func has(_ name: String, at place: Places) -> Bool { table[name]?.places.contains(place) ?? false }

    /// The error for a word that is no keyword where it stands.
    static func unknown(_ entry: Mapping.Entry, at place: Places, noun: String) -> Diagnostic {
        let isOfTask = ["Task", "Handler", "TaskInclude", "HandlerTaskInclude", "IncludeRole"].contains(noun)
        let setting =
            isOfTask && place != .include
            ? "\nThis error can be suppressed as a warning using the \"invalid_task_attribute_failed\" configuration"
            : ""
        return Diagnostic(
            "'\(entry.name)' is not a valid attribute for a \(noun)\(setting)", at: entry.key.span,
            help: suggestion(for: entry.name, at: place))
    }

    /// "Did you mean", for a word that may have been meant as a keyword; nil where none is near.
    static func suggestion(for word: String, at place: Places) -> String? {
        let names = all.filter { $0.places.contains(place) }.map(\.name)
        return Suggestion.nearest(to: word, among: names).map { "Did you mean '\($0)'?" }
    }
}
