import RoleTesting

/// A manual page in the language of man(7).
struct ManualPage {
    /// The name of its file, `swiftplay-playbook.1`.
    let name: String
    let text: String

    /// The page of one command.
    init(_ outline: CommandOutline) {
        let title = outline.title.replacing(" ", with: "-")
        var page = Self.head(title, outline.about)
        page += Self.body(of: outline)
        page += Self.section("SEE ALSO", "\\fBswiftplay\\fR(1)")
        self.init(title, page)
    }

    /// The page of the whole program.
    init(overviewOf commands: [CommandOutline]) {
        var page = Self.head("swiftplay", "Runs Ansible playbooks on hosts that need no Python.")
        page += ".SH SYNOPSIS\n"
        for line in ["playbook... [options]", "COMMAND [options]"] {
            page += ".br\n\\fBswiftplay\\fR \(Self.escaped(line))\n"
        }
        page += Self.section(
            "DESCRIPTION",
            Self.escaped(
                "swiftplay runs playbooks as ansible-playbook does: the same language, the same results. Without a command "
                    + "its words are playbooks. Under the name ansible-playbook, ansible and the like it is the command "
                    + "of that name."))
        page += ".SH COMMANDS\n"
        for command in commands {
            page += Self.entry("\\fB\(Self.escaped(command.name))\\fR", command.about)
        }
        page += ".SH FILES\n"
        for (file, about) in Self.files { page += Self.entry("\\fI\(Self.escaped(file))\\fR", about) }
        page += ".SH EXIT STATUS\n"
        for (status, about) in Self.statuses { page += Self.entry("\\fB\(status)\\fR", about) }
        let pages = commands.map { "\\fBswiftplay\\-\(Self.escaped($0.name))\\fR(1)" }.joined(separator: ",\n")
        page += ".SH SEE ALSO\n\(pages)\n"
        self.init("swiftplay", page)
    }

    private init(_ title: String, _ text: String) {
        name = title + ".1"
        self.text = text
    }

    private static let files = [
        ("ansible.cfg", "the configuration: here, in the home directory as .ansible.cfg, or /etc/ansible/ansible.cfg"),
        (".swiftplay/runs/", "the journals and events of runs, for swiftplay resume and swiftplay report"),
        (".swiftplay/owed.json", "handlers that were notified in runs that failed, and have not run"),
    ]

    private static let statuses = [
        ("0", "Everything went well."), ("1", "A general failure."),
        ("2", "A task failed on a host, or the command line is wrong."),
        ("4", "A host could not be reached, or a file could not be parsed."), ("5", "Options exclude each other."),
        ("99", "The run was stopped by the operator."), ("250", "An unexpected error."),
    ]

    // MARK: Parts

    private static func head(_ title: String, _ about: String) -> String {
        let name = escaped(title)
        return ".TH \(name.uppercased()) 1 \"\" \"swiftplay \(escaped(Version.number))\" \"User Commands\"\n"
            + ".ad l\n.SH NAME\n\(name) \\- \(escaped(summary(about)))\n"
    }

    /// The first sentence, as names of pages are listed with.
    private static func summary(_ about: String) -> String {
        var text = about.prefix { $0 != "\n" }
        if let end = text.firstRange(of: ". ") { text = text[..<end.lowerBound] }
        if text.last == "." { text = text.dropLast() }
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    private static func body(of outline: CommandOutline) -> String {
        var text = section("SYNOPSIS", synopsis(of: outline)) + section("DESCRIPTION", escaped(outline.about))
        text += ".SH OPTIONS\n" + entries(of: outline)
        guard !outline.subcommands.isEmpty else { return text }
        text += ".SH COMMANDS\n"
        for command in outline.subcommands { text += subsection(command) }
        return text
    }

    private static func subsection(_ outline: CommandOutline) -> String {
        var text = ".SS \(escaped(outline.title))\n\(escaped(outline.about))\n.PP\n\(synopsis(of: outline))\n"
        text += entries(of: outline)
        for command in outline.subcommands { text += subsection(command) }
        return text
    }

    private static func synopsis(of outline: CommandOutline) -> String {
        let words = outline.synopsis.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        // Long lists of choices may be broken behind commas.
        func breakable(_ text: some StringProtocol) -> String {
            escaped(String(text)).replacing(",", with: ",\\:")
        }
        guard words.hasPrefix(outline.title) else { return breakable(words) }
        return "\\fB\(escaped(outline.title))\\fR" + breakable(words.dropFirst(outline.title.count))
    }

    private static func entries(of outline: CommandOutline) -> String {
        (outline.words + outline.options).map { option in
            let value = option.value.isEmpty ? "" : "\\fI\(escaped(option.value))\\fR"
            let names = option.names.map { "\\fB\(escaped($0))\\fR" + (value.isEmpty ? "" : " " + value) }
            return entry(names.isEmpty ? value : names.joined(separator: ", "), option.help)
        }.joined()
    }

    private static func section(_ title: String, _ text: String) -> String { ".SH \(title)\n\(text)\n" }

    private static func entry(_ head: String, _ text: String) -> String { ".TP\n\(head)\n\(escaped(text))\n" }

    /// The text so that roff(7) prints it as it is.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\e").replacing("-", with: "\\-").ascii
            .split(separator: "\n", omittingEmptySubsequences: true)
            .map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&\($0)" : String($0) }.joined(separator: "\n")
    }
}

extension String {
    /// The text with what is not ASCII as escapes of roff(7).
    fileprivate var ascii: String {
        unicodeScalars.map { scalar in
            guard !scalar.isASCII else { return String(scalar) }
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
        }.joined()
    }
}
