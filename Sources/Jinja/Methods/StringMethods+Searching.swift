import Values

extension StringMethods {
    /// A method that looks for a text within `[start, end)` and answers with what was found.
    private static func finding(
        _ name: String, backwards: Bool = false,
        missing: @escaping @Sendable () throws(TemplateError) -> Value
    ) -> (String, Method) {
        (
            name,
            { (_, target, arguments) throws(TemplateError) in
                try arguments.check("str.\(name)", 1...3)
                let part = Array(try arguments.text(0, of: name).unicodeScalars)
                guard let (scalars, range) = try window(target, arguments, 1), part.count <= range.count
                else { return try missing() }
                let starts = range.lowerBound...(range.upperBound - part.count)
                func matches(_ start: Int) -> Bool {
                    scalars[start..<(start + part.count)].elementsEqual(part)
                }
                let found = backwards ? starts.last(where: matches) : starts.first(where: matches)
                if let found { return .int(found) }
                return try missing()
            }
        )
    }

    /// The scalars of a text and the part of them that arguments from `index` on select; nil where it begins behind
    /// its own end, where not even an empty text is found.
    private static func window(
        _ target: Value, _ arguments: CallArguments, _ index: Int
    ) throws(TemplateError) -> ([Unicode.Scalar], Range<Int>)? {
        let scalars = Array((target.rawText ?? "").unicodeScalars)
        func bound(_ place: Int?, _ standard: Int) -> Int {
            guard let place else { return standard }
            return max(0, place < 0 ? max(place, -scalars.count) + scalars.count : place)
        }
        let start = bound(try arguments.integer(index), 0)
        let end = min(bound(try arguments.integer(index + 1), scalars.count), scalars.count)
        return start <= end ? (scalars, start..<end) : nil
    }

    /// `startswith` and `endswith`, with a tuple of choices too.
    private static func affix(
        _ name: String, _ holds: @escaping @Sendable (ArraySlice<Unicode.Scalar>, [Unicode.Scalar]) -> Bool
    ) -> (String, Method) {
        (
            name,
            { (_, target, arguments) throws(TemplateError) in
                try arguments.check(name, 1...3)
                let choices: [Value]
                if case .tuple(let tuple) = arguments.positional[0] {
                    choices = tuple.items
                } else {
                    choices = [arguments.positional[0]]
                }
                let part = try window(target, arguments, 1).map { (scalars, range) in scalars[range] }
                for choice in choices {
                    guard let text = choice.rawText else {
                        let message =
                            choices.count == 1
                            ? "\(name) first arg must be str or a tuple of str, not \(choice.typeName)"
                            : "tuple for \(name) must only contain str, not \(choice.typeName)"
                        throw TemplateError(.type, message)
                    }
                    if let part, holds(part, Array(text.unicodeScalars)) { return true }
                }
                return false
            }
        )
    }

    static let searching = Dictionary(uniqueKeysWithValues: [
        finding("find") { () throws(TemplateError) in .int(-1) },
        finding("rfind", backwards: true) { () throws(TemplateError) in .int(-1) },
        finding("index") { () throws(TemplateError) in throw TemplateError(.value, "substring not found") },
        finding("rindex", backwards: true) { () throws(TemplateError) in
            throw TemplateError(.value, "substring not found")
        },
        affix("startswith") { text, part in text.starts(with: part) },
        affix("endswith") { text, part in
            text.count >= part.count && text.suffix(part.count).elementsEqual(part)
        },
        MethodSet.entry("count") { (_, target, arguments) throws(TemplateError) in
            try arguments.check("str.count", 1...3)
            let part = Array(try arguments.text(0, of: "count").unicodeScalars)
            guard let (scalars, range) = try window(target, arguments, 1) else { return 0 }
            if part.isEmpty { return .int(range.count + 1) }
            var count = 0
            var index = range.lowerBound
            while index + part.count <= range.upperBound {
                let matches = scalars[index..<(index + part.count)].elementsEqual(part)
                if matches { count += 1 }
                index += matches ? part.count : 1
            }
            return .int(count)
        },
        MethodSet.entry("replace") { (_, target, arguments) throws(TemplateError) in
            try arguments.check("replace", 2...3)
            let old = try arguments.text(0, of: "replace")
            let new = try arguments.text(1, of: "replace")
            let limit = try arguments.integer(2) ?? -1
            return .string(
                try (target.rawText ?? "").checkedReplacing(old, by: new, limit: limit < 0 ? .max : limit))
        },
        MethodSet.entry("removeprefix") { (_, target, arguments) throws(TemplateError) in
            try arguments.check("str.removeprefix", 1...1)
            let text = target.rawText ?? ""
            let part = try arguments.text(0, of: "removeprefix")
            guard text.utf8.starts(with: part.utf8) else { return .string(text) }
            return .string(String(text.utf8.dropFirst(part.utf8.count)) ?? text)
        },
        MethodSet.entry("removesuffix") { (_, target, arguments) throws(TemplateError) in
            try arguments.check("str.removesuffix", 1...1)
            let text = target.rawText ?? ""
            let part = try arguments.text(0, of: "removesuffix")
            guard text.utf8.count >= part.utf8.count,
                text.utf8.suffix(part.utf8.count).elementsEqual(part.utf8)
            else { return .string(text) }
            return .string(String(text.utf8.dropLast(part.utf8.count)) ?? text)
        },
    ])
}

extension String {
    /// The same, within the limit on lengths.
    func checkedReplacing(_ old: String, by new: String, limit: Int) throws(TemplateError) -> String {
        if new.utf8.count > old.utf8.count {
            let most = min(limit, utf8.count / max(1, old.utf8.count) + 1)
            let growth = new.utf8.count - old.utf8.count
            // Only where it might be too long is it worth while to count.
            if most.multipliedReportingOverflow(by: growth).overflow || most * growth > Value.lengthLimit {
                let count = min(limit, old.isEmpty ? unicodeScalars.count + 1 : occurrences(of: old))
                try raising { () throws(ValueError) in
                    try Value.checkLength(growth, times: count, of: "the text")
                }
            }
        }
        return replacing(old, by: new, limit: limit)
    }

    private func occurrences(of part: String) -> Int {
        var count = 0, start = 0
        while let place = firstByteOffset(of: part, from: start) {
            (count, start) = (count + 1, place + part.utf8.count)
        }
        return count
    }

    /// Python's `str.replace()`: an empty `old` stands between all characters.
    func replacing(_ old: String, by new: String, limit: Int) -> String {
        guard limit > 0 else { return self }
        if old.isEmpty {
            var result = new
            var count = 1
            for scalar in unicodeScalars {
                result.unicodeScalars.append(scalar)
                if count < limit {
                    result += new
                    count += 1
                }
            }
            return result
        }
        let bytes = Array(utf8)
        let part = Array(old.utf8)
        let replacement = Array(new.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        var count = 0
        while index < bytes.count {
            if count < limit, bytes[index] == part[0], index + part.count <= bytes.count,
                bytes[index..<(index + part.count)].elementsEqual(part)
            {
                result += replacement
                index += part.count
                count += 1
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
