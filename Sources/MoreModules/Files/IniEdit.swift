import HostModules
import Modules
import Values

/// The lines of an INI file while one section of it is brought into the state that a task asks for.
struct IniEdit {
    private(set) var lines: [String]
    private let section: String?
    private let option: String?
    private let values: [String]
    private let conditions: [(option: String, values: [String])]
    private let isPresent: Bool
    private let isExclusive: Bool
    private let separator: String
    private let ignoresSpaces: Bool
    private let allowsNoValue: Bool
    private let revivesComments: Bool

    init(_ text: FileText, _ arguments: Arguments) {
        lines = FileText.lines(text.text)
        // An empty file counts as one empty line.
        if lines.isEmpty { lines = ["\n"] }
        if let last = lines.last, !last.endsLine { lines[lines.count - 1] = last + "\n" }
        section = arguments.string("section").map(text.form)
        option = arguments.string("option").map(text.form)
        values = Self.values(arguments.string("value"), arguments.strings("values")).map(text.form)
        conditions = (arguments.list("section_has_values") ?? []).compactMap(\.mapping).map { condition in
            let inner = Arguments(condition)
            return (
                text.form(inner.string("option") ?? ""),
                Self.values(inner.string("value"), inner.strings("values")).map(text.form)
            )
        }
        isPresent = arguments.string("state") != "absent"
        isExclusive = arguments.bool("exclusive") ?? true
        separator = arguments.bool("no_extra_spaces") == true ? "=" : " = "
        ignoresSpaces = arguments.bool("ignore_spaces") ?? false
        allowsNoValue = arguments.bool("allow_no_value") ?? false
        revivesComments = arguments.bool("modify_inactive_option") ?? true
    }

    /// Each value once, in order.
    private static func values(_ one: String?, _ several: [String]?) -> [String] {
        var seen: Set<String> = []
        return ((one.map { [$0] } ?? []) + (several ?? [])).filter { seen.insert($0).inserted }
    }

    private static func name(ofSection line: String) -> String? {
        let text = line.trimmed()
        guard text.hasPrefix("["), let close = text.lastIndex(of: "]") else { return nil }
        return String(text[text.index(after: text.startIndex)..<close])
    }

    /// Name and value of an option's line; a commented one only where asked for.
    private static func parse(_ line: String, commented: Bool) -> (name: String, value: String?)? {
        var text = line.trimmed()
        if commented {
            guard text.hasPrefix("#") || text.hasPrefix(";") else { return nil }
            text = String(text.dropFirst()).trimmed()
        } else if text.hasPrefix("#") || text.hasPrefix(";") {
            return nil
        }
        if text.isEmpty { return nil }
        guard let (name, value) = text.cut(at: "=") else { return (text, nil) }
        return (name.trimmed(), value.trimmed())
    }

    private func holds(_ range: Range<Int>) -> Bool {
        conditions.allSatisfy { condition in
            let found = range.compactMap { Self.parse(lines[$0], commented: false) }.filter {
                $0.name == condition.option
            }
            if condition.values.isEmpty { return !found.isEmpty }
            return condition.values.allSatisfy { value in found.contains { $0.value == value } }
        }
    }

    /// The lines of the section without its header; nil where there is none.
    private func body() -> Range<Int>? {
        let headers = lines.indices.filter { Self.name(ofSection: lines[$0]) != nil }
        guard let section else { return 0..<(headers.first ?? lines.count) }
        for header in headers where Self.name(ofSection: lines[header]) == section {
            let range = (header + 1)..<(headers.first { $0 > header } ?? lines.count)
            if holds(range) { return range }
        }
        return nil
    }

    /// Brings the section to the wanted state and returns what was done.
    mutating func apply() -> String {
        guard let body = body() else {
            guard isPresent else { return "OK" }
            addSection()
            return "section and option added"
        }
        guard let option else {
            if isPresent { return "OK" }
            lines.removeSubrange(max(0, body.lowerBound - (section == nil ? 0 : 1))..<body.upperBound)
            return "section removed"
        }
        return isPresent ? place(option, in: body) : remove(option, from: body)
    }

    private func line(_ option: String, _ value: String?) -> String {
        value.map { "\(option)\(separator)\($0)\n" } ?? "\(option)\n"
    }

    private mutating func addSection() {
        if let section { lines.append("[\(section)]\n") }
        for condition in conditions where condition.option != option {
            lines += condition.values.map { line(condition.option, $0) }
        }
        guard let option else { return }
        lines += values.isEmpty ? [line(option, nil)] : values.map { line(option, $0) }
    }

    private mutating func place(_ option: String, in body: Range<Int>) -> String {
        let wanted: [String?] = values.isEmpty ? [nil] : values
        var open = wanted
        var superfluous: [Int] = []
        var message = "OK"
        for index in body {
            guard let found = Self.parse(lines[index], commented: false), found.name == option else { continue }
            if let place = open.firstIndex(where: { $0 == found.value }) {
                let new = line(option, found.value)
                if !ignoresSpaces, lines[index] != new {
                    lines[index] = new
                    message = "option changed"
                }
                open.remove(at: place)
            } else {
                superfluous.append(index)
            }
        }
        for index in isExclusive ? superfluous : [] where !open.isEmpty {
            lines[index] = line(option, open.removeFirst())
            superfluous.removeFirst()
            message = "option changed"
        }
        if revivesComments, superfluous.count < body.count {
            for index in body where !open.isEmpty {
                guard let found = Self.parse(lines[index], commented: true), found.name == option,
                    found.value != nil || allowsNoValue
                else { continue }
                lines[index] = line(option, open.removeFirst())
                message = "option changed"
            }
        }
        if isExclusive, !superfluous.isEmpty {
            for index in superfluous.reversed() { lines.remove(at: index) }
            message = "option changed"
        }
        guard !open.isEmpty else { return message }
        var end = body.upperBound - (isExclusive ? superfluous.count : 0)
        while end > body.lowerBound, lines[end - 1].trimmed().isEmpty { end -= 1 }
        lines.insert(contentsOf: open.map { line(option, $0) }, at: end)
        return "option added"
    }

    private mutating func remove(_ option: String, from body: Range<Int>) -> String {
        var message = "OK"
        for index in body.reversed() {
            guard let found = Self.parse(lines[index], commented: false), found.name == option else { continue }
            if !isExclusive, !values.isEmpty, !values.contains(where: { $0 == found.value }) { continue }
            lines.remove(at: index)
            message = "option changed"
        }
        return message
    }
}
