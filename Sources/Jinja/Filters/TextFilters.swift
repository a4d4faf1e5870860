import Values

/// Filters that change a text as a whole.
enum TextFilters {
    static let table = Dictionary(uniqueKeysWithValues: [
        text("upper") { $0.uppercased() },
        text("lower") { $0.lowercased() },
        text("capitalize") { $0.capitalizedAsPython },
        text("title") { titled($0) },
        text("string") { $0 },
        text("safe") { $0 },
        FilterCall.filter("trim", ["chars"]) { (call) throws(TemplateError) in
            if let characters = call.some(0), characters.rawText == nil {
                throw TemplateError(.type, "strip arg must be None or str")
            }
            return .string(try call.inputText().stripped(call.some(0)?.rawText))
        },
        FilterCall.filter("replace", ["old", "new", "count"], required: 2) { (call) throws(TemplateError) in
            let limit = try call.integer(2) ?? -1
            let old = try raising { () throws(ValueError) in try (call[0] ?? .none).string() }
            let new = try raising { () throws(ValueError) in try (call[1] ?? .none).string() }
            return .string(try call.inputText().checkedReplacing(old, by: new, limit: limit < 0 ? .max : limit))
        },
        FilterCall.filter("center", ["width"]) { (call) throws(TemplateError) in
            guard let center = MethodSet.all["center"]?.string else { return .none }
            return try center(call.context, .string(call.inputText()), CallArguments([call[0] ?? 80]))
        },
        FilterCall.filter("indent", ["width", "first", "blank"]) { (call) throws(TemplateError) in
            let indention: String
            if let width = call.some(0)?.rawText {
                indention = width
            } else {
                if let width = call[0], width.isNone {
                    throw TemplateError(.type, "can't multiply sequence by non-int of type '\(width.typeName)'")
                }
                let width = try call.integer(0) ?? 4
                guard width <= 1 << 20 else { throw TemplateError(.limit, "the indention is too long") }
                indention = String(repeating: " ", count: max(0, width))
            }
            guard call.input.rawText != nil || call.input.sequence != nil else {
                throw TemplateError(
                    .type, "unsupported operand type(s) for +=: '\(call.input.typeName)' and 'str'")
            }
            return .string(
                indented(
                    try call.text(for: "splitlines"), indention, first: call.flag(1), blank: call.flag(2)))
        },
        FilterCall.filter("truncate", ["length", "killwords", "end", "leeway"]) {
            (call) throws(TemplateError) in
            let length = try call.integer(0) ?? 255
            let leeway = try call.integer(3) ?? 5
            let end = try call.text(2) ?? "..."
            guard length >= end.codePointCount else {
                throw TemplateError(.value, "expected length >= \(end.codePointCount), got \(length)")
            }
            guard leeway >= 0 else { throw TemplateError(.value, "expected leeway >= 0, got \(leeway)") }
            let count = try raising { () throws(ValueError) in try call.input.count() }
            if count <= length.addingReportingOverflow(leeway).partialValue { return call.input }
            let scalars = Array(try call.text(for: "rsplit").unicodeScalars)
            var kept = scalars[..<min(scalars.count, length - end.codePointCount)]
            if !call.flag(1), let space = kept.lastIndex(of: " ") { kept = kept[..<space] }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: kept)
            return .string(String(view) + end)
        },
        FilterCall.filter("wordcount") { (call) throws(TemplateError) in
            var count = 0
            var inWord = false
            for scalar in try call.inputText().unicodeScalars {
                let isWord = scalar == "_" || scalar.isPythonAlpha || scalar.properties.numericType != nil
                if isWord && !inWord { count += 1 }
                inWord = isWord
            }
            return .int(count)
        },
        FilterCall.filter("wordwrap", ["width", "break_long_words", "wrapstring", "break_on_hyphens"]) {
            (call) throws(TemplateError) in
            let width = try call.integer(0) ?? 79
            guard width > 0 else { throw TemplateError(.value, "invalid width \(width) (must be > 0)") }
            let wrapping = TextWrapping(
                width: width, breaksLongWords: call.flag(1, true), breaksOnHyphens: call.flag(3, true))
            let separator = try call.text(2) ?? call.context.environment.syntax.newlineSequence
            return .string(
                try call.text(for: "splitlines").lines().map {
                    wrapping.wrap($0).joined(separator: separator)
                }
                .joined(separator: separator))
        },
        FilterCall.entry("format") { (_, input, arguments) throws(TemplateError) in
            guard arguments.positional.isEmpty || arguments.keywords.isEmpty else {
                throw TemplateError(.type, "can't handle positional and keyword arguments at the same time")
            }
            let operand: Value =
                arguments.keywords.isEmpty
                ? .tuple(arguments.positional)
                : .dict(Dict(arguments.keywords.map { (.string($0.name), $0.value) }) { $1 })
            return try raising { () throws(ValueError) in
                try Value.apply(.modulo, .string(input.string()), operand)
            }
        },
    ])

    private static func text(
        _ name: String, _ body: @escaping @Sendable (String) -> String
    ) -> (String, Filter) {
        FilterCall.filter(name) { (call) throws(TemplateError) in .string(body(try call.inputText())) }
    }

    /// Each word big at its beginning and small in its rest; words begin after `-`, blanks and opening brackets.
    private static func titled(_ text: String) -> String {
        var result = ""
        var word = String.UnicodeScalarView()
        func flush() {
            guard let first = word.first else { return }
            result +=
                first.properties.uppercaseMapping
                + String(String.UnicodeScalarView(word.dropFirst())).lowercased()
            word = String.UnicodeScalarView()
        }
        for scalar in text.unicodeScalars {
            if "-({[<".unicodeScalars.contains(scalar) || scalar.isPythonSpace {
                flush()
                result.unicodeScalars.append(scalar)
            } else {
                word.append(scalar)
            }
        }
        flush()
        return result
    }

    private static func indented(_ text: String, _ indention: String, first: Bool, blank: Bool) -> String {
        let text = text + "\n"
        var result: String
        if blank {
            result = text.lines().joined(separator: "\n" + indention)
        } else {
            var lines = text.lines()
            result = lines.isEmpty ? "" : lines.removeFirst()
            if !lines.isEmpty {
                result += "\n" + lines.map { $0.isEmpty ? $0 : indention + $0 }.joined(separator: "\n")
            }
        }
        return first ? indention + result : result
    }
}
