/// What is wrong (or doubtful), where, and what to do: the one error type a user ever reads.
public struct Diagnostic: Error, Sendable {
    public enum Severity: String, Sendable {
        case error = "ERROR"
        case warning = "WARNING"
        case deprecation = "DEPRECATED"
    }

    /// A further place or remark that helps to understand the message.
    public struct Note: Sendable {
        public var message: String
        public var span: Span?
        /// What to do about it.
        public var help: String?
        /// Whether it only remarks on the link of the chain before it and is no link itself.
        public internal(set) var isRemark = false
        /// Whether it is shown apart from the link before it even where it says nothing of another place.
        public var isApart = false
        public init(_ message: String, at span: Span? = nil, help: String? = nil) {
            self.message = message
            self.span = span
            self.help = help
        }
    }

    public var severity: Severity
    public var message: String
    public var span: Span?
    public var notes: [Note]
    /// What to do about it, one sentence.
    public var help: String?
    /// Whether content could not be read at all, so that the run ends with exit status 4; nil where it is not known.
    public var isParseError: Bool?
    /// The exit status of a run that it ends, where that is not the usual one.
    public var exitStatus: Int32?
    /// Whether it is that a template used what is undefined.
    public var isUndefined = false
    /// The path of the file whose absence it is, where it is that.
    public var missingFile: String?
    /// Whether it is shown apart from what it led to, as of a note.
    public var isApart = false
    /// What led to it, each the cause of the one before.
    public var causes: [Note] = []
    /// What the whole text, the source that it shows included, goes through before it is read.
    var filter: (@Sendable (String) -> String)?

    public init(
        _ message: String, at span: Span? = nil, severity: Severity = .error, notes: [Note] = [], help: String? = nil
    ) {
        self.severity = severity
        self.message = message
        self.span = span
        self.notes = notes
        self.help = help
    }

    /// The same with every text in it, also of the source that it shows, as `filter` gives it back.
    public func shown(through filter: @escaping @Sendable (String) -> String) -> Diagnostic {
        func shown(_ note: Note) -> Note {
            var note = note
            note.message = filter(note.message)
            note.help = note.help.map(filter)
            return note
        }
        var shownHere = self
        shownHere.message = filter(message)
        shownHere.help = help.map(filter)
        shownHere.notes = notes.map(shown)
        shownHere.causes = causes.map(shown)
        let inner = self.filter
        shownHere.filter = { text in filter(inner?(text) ?? text) }
        return shownHere
    }

    /// The same, as an error of content that cannot be read, unless it says that it is none.
    public var asParseError: Diagnostic {
        var error = self
        error.isParseError = isParseError ?? true
        return error
    }

    /// The same, as an error that ends a run with exit status 1 even where it is found while content is read.
    public var asGeneralError: Diagnostic {
        var error = self
        error.isParseError = false
        return error
    }
}
