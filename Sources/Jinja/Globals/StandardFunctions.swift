import Values

/// Jinja's global functions.
enum StandardFunctions {
    static let table: [String: Function] = [
        "range": { (_, arguments) throws(TemplateError) in
            try arguments.check("range", 1...3)
            var bounds: [Int] = []
            for value in arguments.positional { bounds.append(try value.index()) }
            let step = bounds.count > 2 ? bounds[2] : 1
            guard step != 0 else { throw TemplateError(.value, "range() arg 3 must not be zero") }
            let (start, stop) = bounds.count == 1 ? (0, bounds[0]) : (bounds[0], bounds[1])
            return .object(RangeObject(start: start, stop: stop, step: step))
        },
        "dict": { (_, arguments) throws(TemplateError) in
            try arguments.checkCount("dict", 0...1)
            return .dict(try dict(arguments))
        },
        "namespace": { (_, arguments) throws(TemplateError) in .object(Namespace(try dict(arguments))) },
        "cycler": { (_, arguments) throws(TemplateError) in
            guard !arguments.positional.isEmpty else {
                throw TemplateError(.type, "at least one item has to be provided")
            }
            return .object(Cycler(arguments.positional))
        },
        "joiner": { (_, arguments) throws(TemplateError) in
            let separator = try arguments.bind("joiner", ["sep"])[0] ?? ", "
            return .object(Joiner(separator))
        },
        "lipsum": { (_, arguments) throws(TemplateError) in
            let bound = try arguments.bind("generate_lorem_ipsum", ["n", "html", "min", "max"])
            func number(_ index: Int, _ standard: Int) throws(TemplateError) -> Int {
                try bound[index].map { (value) throws(TemplateError) in try value.index() } ?? standard
            }
            return .string(
                LoremIpsum.text(
                    paragraphs: min(try number(0, 5), 10_000), html: bound[1]?.truth ?? true,
                    words: try number(2, 20), below: try number(3, 100)))
        },
    ]

    private static func dict(_ arguments: CallArguments) throws(TemplateError) -> Dict {
        var dict = Dict()
        for source in arguments.positional {
            for (key, value) in try DictMethods.pairs(of: source) { dict[key] = value }
        }
        for (name, value) in arguments.keywords { dict[.string(name)] = value }
        return dict
    }
}
