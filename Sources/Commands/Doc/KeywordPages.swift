import Loading
import Playbook
import Templating
import Values

/// The pages of playbook keywords (`ansible-doc -t keyword`).
///
/// The words are those of the ansible-core library of this machine, where there is one, and else our own.
struct KeywordPages {
    private let descriptions: [String: String]

    /// - Parameter file: where the library describes keywords; nil without a library.
    init(_ file: String?, _ files: DataLoader) {
        var own = KeywordReference.all.filter { !$0.value.appliesTo.isEmpty }.mapValues(\.documentation)
        let described = file.flatMap { path in (try? files.value(at: path))?.mapping }
        for (name, text) in described ?? [:] { own[name.text ?? ""] = text.text }
        descriptions = described == nil ? own : own.filter { described?[.string($0.key)] != nil }
    }

    var names: [String] { descriptions.keys.sorted() }

    func summary(_ name: String) -> String { descriptions[name] ?? "" }

    /// The page as data; nil where no keyword has that name.
    ///
    /// - Parameter isText: whether marks of the documentation become text for people.
    func page(_ name: String, isText: Bool) -> Value? {
        guard let description = descriptions[name] else { return nil }
        let text = isText ? Markup.plain(description) : description
        guard let known = KeywordReference.all[name], !known.appliesTo.isEmpty else {
            return ["applies_to": [], "description": .string(text)]
        }
        var page: Dict = [
            "applies_to": .list(known.appliesTo.map { .string($0) }), "description": .string(text),
            "priority": .int(known.priority), "template": .string(known.template), "type": .string(known.type),
        ]
        page["alias"] = known.alias.map { .string($0) }
        return .dict(page)
    }
}

extension KeywordReference {
    /// What it can stand at, by ansible-core's names.
    fileprivate var appliesTo: [String] {
        let all: [(Keyword.Places, String)] = [
            (.play, "Play"), (.role, "Role"), (.block, "Block"), (.task, "Task"), (.handler, "Handler"),
        ]
        return all.filter { places.contains($0.0) }.map(\.1)
    }
}
