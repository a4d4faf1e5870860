public import Diagnostics
public import Values

/// `key=value` words of the command line.
public enum KeyValueArguments {
    /// The words as variables: texts, and templates where they look like one. Other words stand under `_raw_params`.
    ///
    /// - Parameter source: what diagnostics call the place.
    public static func parse(_ text: String, source: String) throws(Diagnostic) -> Dict {
        let parsed = try FreeFormArguments(text, isCommand: false)
        let span = Span(file: SourceFile(name: source, text: text), start: Position(line: 1, column: 1))
        var values: Dict = [:]
        for (name, value) in parsed.options {
            let isTemplate = ["{{", "{%", "{#"].contains { value.contains($0) }
            values[.string(name)] = isTemplate ? .template(Template(value, span: span)) : .string(value)
        }
        if let raw = parsed.rawText { values["_raw_params"] = .string(raw) }
        return values
    }
}
