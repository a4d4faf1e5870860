import Values

extension StringMethods {
    private static func splits(_ name: String, fromEnd: Bool) -> (String, Method) {
        (
            name,
            { (_, target, arguments) throws(TemplateError) in
                let bound = try arguments.bind(name, ["sep", "maxsplit"])
                let limit = try bound[1].map { (value) throws(TemplateError) in try value.index() } ?? -1
                let text = target.rawText ?? ""
                let most = limit < 0 ? Int.max : limit
                guard let separator = bound[0], !separator.isNone else {
                    return .list(text.splitAtSpace(limit: most, fromEnd: fromEnd).map { .string($0) })
                }
                guard let separator = separator.rawText else {
                    throw TemplateError(.type, "must be str or None, not \(separator.typeName)")
                }
                guard !separator.isEmpty else { throw TemplateError(.value, "empty separator") }
                return .list(text.split(at: separator, limit: most, fromEnd: fromEnd).map { .string($0) })
            }
        )
    }

    private static func partitions(_ name: String, fromEnd: Bool) -> (String, Method) {
        (
            name,
            { (_, target, arguments) throws(TemplateError) in
                try arguments.check("str.\(name)", 1...1)
                let separator = try arguments.text(0, of: name)
                guard !separator.isEmpty else { throw TemplateError(.value, "empty separator") }
                let text = target.rawText ?? ""
                let parts = text.split(at: separator, limit: 1, fromEnd: fromEnd)
                if parts.count == 2 {
                    return .tuple([.string(parts[0]), .string(separator), .string(parts[1])])
                }
                return .tuple(fromEnd ? ["", "", .string(text)] : [.string(text), "", ""])
            }
        )
    }

    private static func strips(_ name: String, front: Bool, back: Bool) -> (String, Method) {
        (
            name,
            { (_, target, arguments) throws(TemplateError) in
                try arguments.check(name, 0...1)
                if let characters = arguments.some(0), characters.rawText == nil {
                    throw TemplateError(.type, "\(name) arg must be None or str")
                }
                let text = target.rawText ?? ""
                return .string(text.stripped(arguments.some(0)?.rawText, front: front, back: back))
            }
        )
    }

    static let splitting = Dictionary(uniqueKeysWithValues: [
        splits("split", fromEnd: false),
        splits("rsplit", fromEnd: true),
        partitions("partition", fromEnd: false),
        partitions("rpartition", fromEnd: true),
        strips("strip", front: true, back: true),
        strips("lstrip", front: true, back: false),
        strips("rstrip", front: false, back: true),
        MethodSet.entry("splitlines") { (_, target, arguments) throws(TemplateError) in
            let keeps = try arguments.bind("splitlines", ["keepends"])[0]?.truth ?? false
            return .list((target.rawText ?? "").lines(keepingEnds: keeps).map { .string($0) })
        },
        MethodSet.entry("join") { (context, target, arguments) throws(TemplateError) in
            try arguments.check("str.join", 1...1)
            let items: [Value]
            do throws(ValueError) { items = try arguments.positional[0].elements() } catch {
                throw TemplateError(.type, "can only join an iterable")
            }
            var texts: [String] = []
            for (index, item) in items.enumerated() {
                if case .undefined(let undefined) = item { throw TemplateError(undefined) }
                guard let text = item.rawText else {
                    throw TemplateError(
                        .type, "sequence item \(index): expected str instance, \(item.typeName) found")
                }
                texts.append(text)
            }
            let size = texts.reduce(0) { $0 + $1.utf8.count }
            try raising { () throws(ValueError) in
                try Value.checkLength(size, of: "the text")
                try Value.checkLength((target.rawText ?? "").utf8.count, times: texts.count, of: "the text")
            }
            return .string(texts.joined(separator: target.rawText ?? ""))
        },
    ])
}

extension String {
    /// Python's `split()` at stretches of white space.
    func splitAtSpace(limit: Int, fromEnd: Bool) -> [String] {
        let scalars = fromEnd ? Array(unicodeScalars.reversed()) : Array(unicodeScalars)
        var parts: [[Unicode.Scalar]] = []
        var index = 0
        while true {
            while index < scalars.count, scalars[index].isPythonSpace { index += 1 }
            guard index < scalars.count else { break }
            var end = index
            if parts.count >= limit {
                end = scalars.count
                parts.append(Array(scalars[index..<end]))
                break
            }
            while end < scalars.count, !scalars[end].isPythonSpace { end += 1 }
            parts.append(Array(scalars[index..<end]))
            index = end
        }
        let texts = parts.map { part in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: fromEnd ? part.reversed() : part)
            return String(view)
        }
        return fromEnd ? texts.reversed() : texts
    }

    /// Python's `split()` at a separator that is not empty.
    func split(at separator: String, limit: Int, fromEnd: Bool) -> [String] {
        let bytes = Array(utf8)
        let part = Array(separator.utf8)
        var places: [Int] = []
        var index = fromEnd ? bytes.count - part.count : 0
        while places.count < limit, index >= 0, index + part.count <= bytes.count {
            if bytes[index..<(index + part.count)].elementsEqual(part) {
                places.append(index)
                index += fromEnd ? -part.count : part.count
            } else {
                index += fromEnd ? -1 : 1
            }
        }
        if fromEnd { places.reverse() }
        var texts: [String] = []
        var start = 0
        for place in places {
            texts.append(String(decoding: bytes[start..<place], as: UTF8.self))
            start = place + part.count
        }
        texts.append(String(decoding: bytes[start...], as: UTF8.self))
        return texts
    }

    /// Python's `strip()`: without any of `characters` at its ends, without white space where that is nil.
    func stripped(_ characters: String? = nil, front: Bool = true, back: Bool = true) -> String {
        let set = characters.map { Set($0.unicodeScalars) }
        func isStripped(_ scalar: Unicode.Scalar) -> Bool {
            set.map { $0.contains(scalar) } ?? scalar.isPythonSpace
        }
        var rest = unicodeScalars[...]
        if front { rest = rest.drop(while: isStripped) }
        if back { while let last = rest.last, isStripped(last) { rest.removeLast() } }
        return String(rest)
    }

    /// Python's `splitlines()`.
    func lines(keepingEnds: Bool = false) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        let scalars = Array(unicodeScalars)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            guard scalar.breaksLines else {
                line.append(scalar)
                continue
            }
            if keepingEnds { line.append(scalar) }
            if scalar == "\r", index < scalars.count, scalars[index] == "\n" {
                if keepingEnds { line.append("\n") }
                index += 1
            }
            lines.append(String(line))
            line = String.UnicodeScalarView()
        }
        if !line.isEmpty { lines.append(String(line)) }
        return lines
    }
}

extension Unicode.Scalar {
    fileprivate var breaksLines: Bool {
        switch value {
        case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
