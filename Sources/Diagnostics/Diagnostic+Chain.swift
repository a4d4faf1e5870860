extension Diagnostic {
    /// An error that another one led to, and so on: the outermost first. `chain` must not be empty.
    public init(chain: [Note], severity: Severity = .error) {
        self.init(
            chain.first?.message ?? "", at: chain.first?.span, severity: severity, help: chain.first?.help)
        isApart = chain.first?.isApart ?? false
        causes = Array(chain.dropFirst())
    }

    /// The error and what led to it, the outermost first; remarks stand after the link that they are about.
    public var links: [Note] {
        let remarks = notes.map { note in
            var note = note
            note.isRemark = true
            return note
        }
        var head = Note(message, at: span, help: help)
        head.isApart = isApart
        return [head] + remarks + causes
    }

    /// All messages as one sentence, outermost first; a message that its cause repeats is said once.
    public var briefMessage: String { Self.joined(links.filter { !$0.isRemark }.map(\.message)) }

    static func joined(_ all: [String]) -> String {
        let messages = all.filter { !$0.isEmpty }
        guard var text = messages.last else { return "" }
        for message in messages.dropLast().reversed() {
            if message.hasSuffix(text) {
                text = message
            } else {
                text = (message.hasSuffix(".") ? String(message.dropLast()) : message) + ": " + text
            }
        }
        return text
    }

    /// The brief message, then each link that has a place of its own with it, as ansible-core lays out chained errors.
    var chainDescription: String {
        var segments: [String] = []
        var index = 0
        let links = links
        while index < links.count {
            let head = links[index]
            var messages = [head.message]
            index += 1
            while index < links.count, !links[index].isRemark, links[index].joins(head) {
                messages.append(links[index].message)
                index += 1
            }
            var text = Self.joined(messages)
            if let span = head.span { text += "\n" + span.excerpt }
            if let help = head.help {
                text += (head.span == nil && !help.utf8.contains(0x0A) ? " " : "\n\n") + help
            }
            while index < links.count, links[index].isRemark {
                text += "\n\n" + links[index].message
                if let span = links[index].span { text += "\n" + span.excerpt }
                index += 1
            }
            segments.append(text)
        }
        let body = segments.joined(separator: "\n\n<<< caused by >>>\n\n")
        return segments.count > 1 ? briefMessage + "\n\n" + body : body
    }
}

extension Diagnostic.Note {
    /// Whether it is told in one sentence with what it led to: it adds neither a place nor a remedy.
    fileprivate func joins(_ head: Diagnostic.Note) -> Bool {
        if isApart { return false }
        if span == nil, help == nil { return true }
        return span?.file === head.span?.file && span?.start == head.span?.start && help == head.help
    }
}
