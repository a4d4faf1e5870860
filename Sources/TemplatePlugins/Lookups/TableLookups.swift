import Jinja
import Loading
import Templating
import Values

/// `csvfile`, `ini`: values out of tables in files.
enum TableLookups {
    static let rows = [
        LookupRow("csvfile") { call throws(TemplateError) in
            guard !call.terms.isEmpty else { throw call.failure("Search key is required but was not found") }
            var values: [Value] = []
            for term in try call.textTerms() {
                let inline = KeyValueText(term)
                guard !inline.rest.isEmpty else { throw call.failure("Search key is required but was not found") }
                try check(inline, ["file", "col", "keycol", "delimiter", "default", "encoding"])
                values += try csv(call.adding(inline.pairs), key: inline.rest)
            }
            return values
        },
        LookupRow("ini") { call throws(TemplateError) in
            var values: [Value] = []
            for term in try call.textTerms() {
                guard term.contains("=") || PythonText.stripped(term).contains(" ") else {
                    values += try ini(call, key: term)
                    continue
                }
                let inline = KeyValueText(term)
                try check(
                    inline,
                    [
                        "type", "file", "section", "re", "encoding", "default", "case_sensitive", "allow_no_value",
                        "interpolation",
                    ], ending: ".")
                guard !inline.rest.isEmpty else {
                    throw TemplateError(
                        .value,
                        "No key to look up was provided as first term within string inline options: \(term)")
                }
                values += try ini(call.adding(inline.pairs), key: inline.rest)
            }
            return values
        },
    ]

    private static func check(_ inline: KeyValueText, _ options: [String], ending: String = "") throws(TemplateError) {
        guard let wrong = inline.pairs.first(where: { !options.contains($0.key) }) else { return }
        throw TemplateError(.value, "'\(wrong.key)' is not a valid option\(ending)")
    }

    private static func content(_ call: LookupCall, _ standard: String) throws(TemplateError) -> String {
        let name = try call.text("file", standard), encoding = try call.text("encoding", "utf-8")
        guard let path = call.find(name, in: "files") else {
            throw call.failure("No such file or directory: '\(name)'")
        }
        guard let text = TextCodec.decode(try call.files.bytes(path), encoding) else {
            throw call.failure("The file '\(name)' is no \(encoding) text.")
        }
        return text
    }

    private static func csv(_ call: LookupCall, key: String) throws(TemplateError) -> [Value] {
        let delimiter = try call.text("delimiter", "TAB")
        let marks = delimiter == "TAB" ? "\t".unicodeScalars : delimiter.unicodeScalars
        guard let mark = marks.first, marks.count == 1 else {
            throw TemplateError(.type, "\"delimiter\" must be a 1-character string")
        }
        let column = try call.integer("col") ?? 1, keyColumn = try call.integer("keycol") ?? 0
        let text = try content(call, "ansible.csv")
        for row in DelimitedText(delimiter: mark).rows(text) where !row.isEmpty {
            guard row.indices.contains(keyColumn) else { throw TemplateError(.index, "list index out of range") }
            guard row[keyColumn] == key else { continue }
            let place = column < 0 ? column + row.count : column
            guard row.indices.contains(place) else { throw TemplateError(.index, "list index out of range") }
            return [.string(row[place])]
        }
        return listed(call["default"])
    }

    /// A default that is a list gives all its items.
    private static func listed(_ value: Value?) -> [Value] {
        if case .list(let list)? = value { list.items } else { value.map { [$0] } ?? [] }
    }

    private static func ini(_ call: LookupCall, key: String) throws(TemplateError) -> [Value] {
        let isProperties = try call.text("type", "ini") == "properties"
        let section = isProperties ? "java_properties" : try call.text("section", "global")
        let file = try call.text("file", "ansible.ini"), text = try content(call, "ansible.ini")
        let isCaseSensitive = call.flag("case_sensitive", false)
        do {
            let ini = try IniFile(
                text, isCaseSensitive: isCaseSensitive,
                allowsNoValue: call.flag("allow_no_value", call.flag("allow_none", false)),
                interpolates: call.flag("interpolation", true), firstSection: isProperties ? section : nil)
            guard let items = try ini.items(section) else {
                throw TemplateError(.value, "No section '\(section)' in '\(file)'.")
            }
            if call.flag("re", false) {
                let pattern = try Pattern(key)
                var values: [Value] = []
                for (name, value) in items where try pattern.matches(name, .match) {
                    values.append(value.map { .string($0) } ?? .none)
                }
                return values
            }
            let name = isCaseSensitive ? key : key.lowercased()
            guard let item = items.first(where: { $0.name == name }) else {
                return listed(call.options["default"] ?? "")
            }
            return item.value.map { [.string($0)] } ?? []
        } catch let failure as IniFile.Failure {
            let message = failure.message == "Duplicate option" ? "Duplicate option in '\(file)'." : failure.message
            throw TemplateError(.value, message)
        } catch { throw error as? TemplateError ?? call.failure("\(error)") }
    }
}
