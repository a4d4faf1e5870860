public import Values

/// Marks by which texts stay an author's where others stand beside them (facts, results): each is a template that has
/// none of a template's marks and so renders to itself.
extension Value {
    /// The same with every plain text in it marked: an author wrote all of it.
    public var markedAsAuthored: Value {
        switch self {
        case .string(let text): Template.mayBeOne(text) ? self : .template(Template(text))
        case .list(let list): .list(ValueList(list.items.map(\.markedAsAuthored), mayHoldTemplates: true))
        case .dict(let dict): .dict(ValueDict(dict.items.mapValues(\.markedAsAuthored), mayHoldTemplates: true))
        default: self
        }
    }

    /// The same with every plain text in it marked as nobody's, where texts without a mark would be taken for an author's.
    public var markedVerbatim: Value {
        switch self {
        case .string(let text): .template(Template(text, isVerbatim: true))
        case .list(let list): .list(ValueList(list.items.map(\.markedVerbatim), mayHoldTemplates: true))
        case .dict(let dict): .dict(ValueDict(dict.items.mapValues(\.markedVerbatim), mayHoldTemplates: true))
        default: self
        }
    }

    /// The plain value: marked texts, and templates as they were written.
    public var withoutMarks: Value {
        switch self {
        case _ where !mayHoldTemplates: self
        case .template(let template): .string(template.text)
        case .list(let list): .list(list.items.map(\.withoutMarks))
        case .dict(let dict): .dict(dict.items.mapValues(\.withoutMarks))
        default: self
        }
    }

    /// Whether it is one text that is known to be an author's.
    public var isMarkedText: Bool {
        guard case .template(let template) = self else { return false }
        return !template.isVerbatim && !Template.mayBeOne(template.text)
    }

    /// Whether an author's mark stands anywhere in it.
    public var isMarked: Bool {
        switch self {
        case _ where !mayHoldTemplates: false
        case .template: isMarkedText
        case .list(let list): list.items.contains(where: \.isMarked)
        case .dict(let dict): dict.items.values.contains(where: \.isMarked)
        default: false
        }
    }
}
