import Values

/// An INI file as Python's configparser reads it.
package struct IniFile {
    package struct Failure: Error { package let message: String }

    /// Sections in order, `DEFAULT` not among them; a value is nil where none is written.
    package private(set) var sections: [(name: String, options: [(name: String, value: String?)])] = []
    package private(set) var defaults: [(name: String, value: String?)] = []
    private let isCaseSensitive: Bool
    private let interpolates: Bool

    package init(
        _ text: String, isCaseSensitive: Bool = false, allowsNoValue: Bool = false, interpolates: Bool = true,
        firstSection: String? = nil
    ) throws(Failure) {
        self.isCaseSensitive = isCaseSensitive
        self.interpolates = interpolates
        var current = firstSection
        if let firstSection { sections.append((firstSection, [])) }
        var option: String?, indent = 0
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let content = line.drop(while: \.isWhitespace), bare = PythonText.rightStripped(content)
            if bare.hasPrefix("#") || bare.hasPrefix(";") { continue }
            let depth = line.count - content.count
            if let section = current, let name = option, depth > indent || bare.isEmpty {
                append(bare, to: name, in: section)
                continue
            }
            if bare.isEmpty { continue }
            indent = depth
            if bare.hasPrefix("["), let end = bare.lastIndex(of: "]") {
                let name = String(bare[bare.index(after: bare.startIndex)..<end])
                (current, option) = (name, nil)
                if name == "DEFAULT" { continue }
                guard !sections.contains(where: { $0.name == name }) else {
                    throw Failure(
                        message: "While reading from '<string>' [line \(number + 1)]: section '\(name)' already exists")
                }
                sections.append((name, []))
                continue
            }
            guard let section = current else {
                throw Failure(
                    message:
                        "File contains no section headers.\nfile: '<???>', line: \(number + 1)\n\(String(line).representation)"
                )
            }
            let mark = bare.firstIndex { $0 == "=" || $0 == ":" }
            guard mark != nil || allowsNoValue else {
                throw Failure(
                    message: "Source contains parsing errors: '<string>'\n\t[line \(number + 1)]: '\(line)\\n'")
            }
            let name = key(PythonText.rightStripped(bare[..<(mark ?? bare.endIndex)]))
            let value = mark.map { PythonText.leftStripped(bare[bare.index(after: $0)...]) }
            guard !options(of: section).contains(where: { $0.name == name }) else {
                throw Failure(message: "Duplicate option")
            }
            add((name, value), to: section)
            option = name
        }
        trimValues()
    }

    private func key(_ name: String) -> String { isCaseSensitive ? name : name.lowercased() }

    private func options(of section: String) -> [(name: String, value: String?)] {
        section == "DEFAULT" ? defaults : sections.first { $0.name == section }?.options ?? []
    }

    private mutating func add(_ option: (name: String, value: String?), to section: String) {
        if section == "DEFAULT" {
            defaults.append(option)
        } else if let index = sections.lastIndex(where: { $0.name == section }) {
            sections[index].options.append(option)
        }
    }

    /// A further line of a value.
    private mutating func append(_ line: String, to name: String, in section: String) {
        func extend(_ options: inout [(name: String, value: String?)]) {
            guard let index = options.lastIndex(where: { $0.name == name }), let value = options[index].value else {
                return
            }
            options[index].value = value + "\n" + line
        }
        if section == "DEFAULT" {
            extend(&defaults)
        } else if let index = sections.lastIndex(where: { $0.name == section }) {
            extend(&sections[index].options)
        }
    }

    private mutating func trimValues() {
        func trimmed(_ option: (name: String, value: String?)) -> (name: String, value: String?) {
            (option.name, option.value.map(PythonText.rightStripped))
        }
        defaults = defaults.map(trimmed)
        for index in sections.indices { sections[index].options = sections[index].options.map(trimmed) }
    }

    /// All options of a section, those of `DEFAULT` first where it has none of its own; nil for an unknown section.
    package func items(_ section: String) throws(Failure) -> [(name: String, value: String?)]? {
        guard let own = sections.first(where: { $0.name == section })?.options else { return nil }
        var result = defaults.filter { option in !own.contains { $0.name == option.name } } + own
        for index in result.indices {
            result[index].value = try result[index].value.map { value throws(Failure) in
                try interpolated(value, result, depth: 0)
            }
        }
        return result
    }

    /// `%(name)s` replaced by that option of the same section.
    private func interpolated(
        _ text: String, _ options: [(name: String, value: String?)], depth: Int
    ) throws(Failure) -> String {
        guard interpolates, text.contains("%") else { return text }
        guard depth < 10 else { throw Failure(message: "Recursion limit exceeded in value substitution") }
        var result = "", rest = text[...]
        while let mark = rest.firstIndex(of: "%") {
            result += rest[..<mark]
            rest = rest[rest.index(after: mark)...]
            if rest.first == "%" {
                result += "%"
                rest = rest.dropFirst()
            } else if rest.first == "(", let end = rest.firstIndex(of: ")"), rest[end...].dropFirst().first == "s" {
                let name = key(String(rest[rest.index(after: rest.startIndex)..<end]))
                guard let value = options.first(where: { $0.name == name })?.value else {
                    throw Failure(message: "Bad value substitution: option '\(name)' contains an interpolation key")
                }
                result += try interpolated(value, options, depth: depth + 1)
                rest = rest[end...].dropFirst(2)
            } else {
                throw Failure(message: "'%' must be followed by '%' or '(', found: '%\(rest)'")
            }
        }
        return result + rest
    }
}
