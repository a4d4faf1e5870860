import Jinja
import Loading
import Templating
import Values

/// `from_csv`, `from_ini`, `to_ini`: tables written as text.
enum TextTableFilters {
    static let rows = [
        FilterRow("from_csv", taking: ["dialect", "fieldnames", "delimiter", "skipinitialspace", "strict"]) {
            call throws(TemplateError) in
            var format = DelimitedText()
            switch try call.text("dialect", "excel") {
            case "excel", "unix": break
            case "excel-tab": format.delimiter = "\t"
            case let dialect: throw call.failure("Dialect '\(dialect)' is not supported by your version of python.")
            }
            if let delimiter = call.some("delimiter") {
                let marks = delimiter.text?.unicodeScalars
                guard let mark = marks?.first, marks?.count == 1 else {
                    let fault = delimiter.text == nil ? "string, not \(delimiter.typeName)" : "a 1-character string"
                    throw call.failure("Unable to create custom dialect: \"delimiter\" must be \(fault)")
                }
                format.delimiter = mark
            }
            format.skipsBlanks = call.flag("skipinitialspace")
            var text = try call.inputText()[...]
            if text.first == "\u{FEFF}" { text.removeFirst() }
            var rows = format.rows(String(text))[...]
            let names =
                try call.some("fieldnames")?.pythonElements() ?? (rows.popFirst() ?? []).map { Value.string($0) }
            rows.removeAll(where: \.isEmpty)
            return .list(
                rows.map { row in
                    var dict: Dict = [:]
                    for (place, name) in names.enumerated() {
                        dict[name] = place < row.count ? .string(row[place]) : Value.none
                    }
                    if row.count > names.count { dict[.none] = .list(row[names.count...].map { .string($0) }) }
                    return .dict(dict)
                })
        },
        FilterRow("from_ini", taking: ["delimiters"]) { call throws(TemplateError) in
            guard case .string(let text) = call.input else {
                throw call.failure("from_ini requires a str, got \(call.input.pythonClass)")
            }
            do {
                let ini = try IniFile(text, isCaseSensitive: true, interpolates: false)
                var result: Dict = [:]
                for section in ini.sections {
                    let items = section.options.map {
                        (Value.string($0.name), $0.value.map { Value.string($0) } ?? .none)
                    }
                    result[.string(section.name)] = .dict(Dict(items) { $1 })
                }
                if !ini.defaults.isEmpty {
                    let items = ini.defaults.map { (Value.string($0.name), $0.value.map { Value.string($0) } ?? .none) }
                    result["DEFAULT"] = .dict(Dict(items) { $1 })
                }
                return .dict(result)
            } catch let failure as IniFile.Failure {
                throw call.failure("from_ini failed to parse given string: \(failure.message)")
            } catch { throw call.failure("\(error)") }
        },
        FilterRow("to_ini") { call throws(TemplateError) in
            guard let sections = DictMerge.dictionary(call.input)?.items else {
                throw call.failure("to_ini requires a dict, got \(call.input.pythonClass)")
            }
            guard !sections.isEmpty else {
                throw call.failure("to_ini received an empty dict. An empty dict cannot be converted.")
            }
            var text = ""
            for (name, value) in sections {
                guard let options = DictMerge.dictionary(value)?.items else {
                    throw call.failure(
                        "to_ini failed to parse given dict: '\(value.typeName)' object has no attribute 'items'")
                }
                text += "[\(try name.python())]\n"
                for (key, value) in options {
                    text += "\(try key.python()) = \(PythonText.replacing("\n", by: "\n\t", in: try value.python()))\n"
                }
                text += "\n"
            }
            return .string(String(text.dropLast()))
        },
    ]
}
